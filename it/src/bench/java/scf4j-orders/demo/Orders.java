package demo;

/** An order in, the same order out; named as {@code demo.Orders::handle}. */
public class Orders {
  public Order handle(Order order) {
    return order;
  }
}
