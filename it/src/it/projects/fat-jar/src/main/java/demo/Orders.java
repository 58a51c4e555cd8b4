package demo;

import com.google.gson.JsonArray;
import com.google.gson.JsonParser;

public class Orders {
  public static void main(String[] args) {
    System.out.println(new Orders().total(args[0]));
  }

  public String total(String event) {
    JsonArray prices = JsonParser.parseString(event).getAsJsonObject().getAsJsonArray("prices");
    long total = 0;
    for (int i = 0; i < prices.size(); i++) {
      total += prices.get(i).getAsLong();
    }
    return total + " by " + place(Orders.class) + " with " + place(JsonParser.class);
  }

  /** The jar that a class came from, which is what this function is there to show. */
  private static String place(Class<?> type) {
    String path = type.getProtectionDomain().getCodeSource().getLocation().getPath();
    return path.substring(path.lastIndexOf('/') + 1);
  }
}
