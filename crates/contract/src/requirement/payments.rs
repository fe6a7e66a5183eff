//! What the class `payments` asks of a hall.

use crate::requirement::requirements;

requirements! { Payments;
    PAY_001 = "PAY-001", Must: "The total of a payment is the sum of its items, all in one currency.";
    PAY_002 = "PAY-002", Must: "The list shows a principal's payments newest first, each once over all pages.";
    PAY_003 = "PAY-003", Must: "Asking for the payments of a principal for whom no mandate is in force is refused with `mandate-refused`.";
    PAY_004 = "PAY-004", Must: "A payment of somebody else and one that does not exist are the same `not-found`, to read and to start.";
    PAY_005 = "PAY-005", Must: "Starting a payment that is due makes it `paying` and gives a `pay_url`.";
    PAY_006 = "PAY-006", Must: "Starting a payment again gives the same payment with the same `pay_url`.";
    PAY_007 = "PAY-007", Must: "A `pay_url` is an https address or a path of the hall, and is there exactly while the payment is `paying`.";
    PAY_008 = "PAY-008", Must: "A payment that is paid says when, and the number of its voucher.";
    PAY_009 = "PAY-009", Must: "Starting a payment that is paid changes nothing and is answered with the payment.";
    PAY_010 = "PAY-010", Must: "Starting a payment that was refunded or cancelled is refused with `wrong-state`.";
    PAY_011 = "PAY-011", Must: "Starting a payment in another person's name, or for another principal, is refused.";
}
