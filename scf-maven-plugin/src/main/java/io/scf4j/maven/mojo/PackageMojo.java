package io.scf4j.maven.mojo;

import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugins.annotations.Mojo;

/** Packages. */
@Mojo(name = "package", threadSafe = true)
public final class PackageMojo extends AbstractMojo {
  @Override
  public void execute() {}
}
