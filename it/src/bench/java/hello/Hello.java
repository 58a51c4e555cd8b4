/** What a JVM costs without us: starts, says hello, ends. */
public class Hello {
  public static void main(String[] args) {
    System.out.println("Hello");
  }
}
