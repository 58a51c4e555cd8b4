package io.scf4j.maven.local.trigger;

import java.util.BitSet;
import java.util.List;

/**
 * One field of a cron expression: what its numbers may be, and the values that a text names by
 * {@code *}, numbers, names, ranges, lists and steps.
 *
 * @param name what it is called in messages
 * @param least the smallest number
 * @param most the largest number
 * @param names words for the numbers from {@code least} on, in capitals
 */
record CronField(String name, int least, int most, List<String> names) {

  BitSet values(String text) {
    BitSet values = new BitSet(most + 1);
    for (String part : text.split(",", -1)) {
      add(values, part, text);
    }
    return values;
  }

  private void add(BitSet values, String part, String whole) {
    String[] stepped = part.split("/", -1);
    if (stepped.length > 2) {
      throw wrong(whole, "'" + part + "' has more than one '/'");
    }
    String[] range = stepped[0].split("-", -1);
    int from;
    int to;
    if (stepped[0].equals("*")) {
      from = least;
      to = most;
    } else if (range.length == 2) {
      from = number(range[0], whole);
      to = number(range[1], whole);
      if (from > to) {
        throw wrong(whole, "the range '" + stepped[0] + "' runs backwards");
      }
    } else {
      from = number(stepped[0], whole);
      to = stepped.length == 2 ? most : from; // 1/10 is 1, 11, 21, …
    }
    int step = stepped.length == 2 ? step(stepped[1], whole) : 1;
    for (int value = from; value <= to; value += step) {
      values.set(value);
    }
  }

  private int step(String text, String whole) {
    int step = isNumber(text) ? Integer.parseInt(text) : 0;
    if (step == 0) {
      throw wrong(whole, "the step '" + text + "' is not a number from 1 on");
    }
    return step;
  }

  /** One of the field's numbers, or a name of it. */
  int number(String text, String whole) {
    int named = names.indexOf(text);
    if (named >= 0) {
      return least + named;
    }
    if (!isNumber(text)) {
      throw wrong(whole, "'" + text + "' is not a number" + (names.isEmpty() ? "" : " or name"));
    }
    int number = Integer.parseInt(text);
    if (number < least || number > most) {
      throw wrong(whole, number + " is not within " + least + " to " + most);
    }
    return number;
  }

  private static boolean isNumber(String text) {
    return text.matches("[0-9]{1,4}");
  }

  IllegalArgumentException wrong(String whole, String why) {
    return new IllegalArgumentException("the field " + name + ", '" + whole + "': " + why);
  }
}
