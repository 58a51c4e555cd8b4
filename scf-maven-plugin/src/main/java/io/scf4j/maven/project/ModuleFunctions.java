package io.scf4j.maven.project;

import io.scf4j.maven.model.PlatformRules;
import io.scf4j.maven.model.ScfFailure;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.maven.plugin.descriptor.MojoDescriptor;
import org.apache.maven.plugin.descriptor.Parameter;
import org.codehaus.plexus.util.xml.Xpp3Dom;

/**
 * The element {@code <functions>} of a module's configuration. Each {@code <function>} has a name
 * and may have any parameter of the goals, which covers that of the configuration around it as the
 * configuration of a POM covers that of its parent; but an empty element clears, as it does
 * elsewhere.
 */
final class ModuleFunctions {
  static final String ELEMENT = "functions";
  private static final String FUNCTION = "function";
  private static final String NAME = "functionName";
  private static final Set<String> OF_ALL = Set.of(ELEMENT, "home");

  private final Xpp3Dom around;
  private final List<Xpp3Dom> functions;

  private ModuleFunctions(Xpp3Dom around, List<Xpp3Dom> functions) {
    this.around = around;
    this.functions = functions;
  }

  /** Empty where a configuration, which may be null, has no such element. */
  static Optional<ModuleFunctions> of(Xpp3Dom configuration) {
    Xpp3Dom element = configuration == null ? null : configuration.getChild(ELEMENT);
    if (element == null) {
      return Optional.empty();
    }
    return Optional.of(new ModuleFunctions(configuration, List.of(element.getChildren())));
  }

  /** Their names, as they are written. */
  List<String> names() {
    return functions.stream().map(ModuleFunctions::name).toList();
  }

  /**
   * Returns when they can be told apart, and have nothing that no goal knows.
   *
   * @param goals of the plugin
   * @throws ScfFailure with all that is wrong
   */
  void check(Collection<MojoDescriptor> goals) {
    Set<String> known = new TreeSet<>();
    for (MojoDescriptor goal : goals) {
      goal.getParameters().stream()
          .filter(Parameter::isEditable)
          .map(Parameter::getName)
          .filter(parameter -> !OF_ALL.contains(parameter))
          .forEach(known::add);
    }
    List<String> problems = new ArrayList<>();
    if (functions.isEmpty()) {
      problems.add(
          "There is none: write <function> with <functionName> for each, or leave it out.");
    }
    Set<String> names = new HashSet<>();
    for (int i = 0; i < functions.size(); i++) {
      Xpp3Dom function = functions.get(i);
      String name = name(function);
      String which = name.isEmpty() ? "function " + (i + 1) : "function '" + name + "'";
      if (!function.getName().equals(FUNCTION)) {
        problems.add("<" + function.getName() + "> is none: write <function>.");
        continue;
      }
      if (name.isEmpty()) {
        problems.add(which + " has no <functionName>.");
      } else if (!names.add(name)) {
        problems.add(which + " is there twice.");
      } else {
        PlatformRules.functionName(name).ifPresent(problems::add);
      }
      for (Xpp3Dom parameter : function.getChildren()) {
        if (!known.contains(parameter.getName())) {
          problems.add(
              which
                  + " has <"
                  + parameter.getName()
                  + ">, which is "
                  + (OF_ALL.contains(parameter.getName()) ? "for all of them." : "no parameter."));
        }
      }
    }
    if (!problems.isEmpty()) {
      throw ScfFailure.ofProblems("<functions> cannot be as configured:", problems);
    }
  }

  /** What the POM says about one of them: it over what is around it. */
  Xpp3Dom said(String name) {
    Xpp3Dom own =
        functions.stream()
            .filter(function -> name(function).equals(name))
            .map(Xpp3Dom::new)
            .findFirst()
            .orElseThrow();
    for (Xpp3Dom parameter : own.getChildren()) {
      if (parameter.getChildCount() == 0
          && (parameter.getValue() == null || parameter.getValue().isBlank())) {
        parameter.setAttribute(
            Xpp3Dom.SELF_COMBINATION_MODE_ATTRIBUTE, Xpp3Dom.SELF_COMBINATION_OVERRIDE);
      }
    }
    Xpp3Dom shared = new Xpp3Dom("configuration");
    for (Xpp3Dom parameter : around.getChildren()) {
      if (!parameter.getName().equals(ELEMENT)) {
        shared.addChild(new Xpp3Dom(parameter));
      }
    }
    return Xpp3Dom.mergeXpp3Dom(own, shared);
  }

  private static String name(Xpp3Dom function) {
    Xpp3Dom name = function.getChild(NAME);
    return name == null || name.getValue() == null ? "" : name.getValue().strip();
  }
}
