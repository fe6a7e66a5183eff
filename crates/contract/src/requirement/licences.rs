//! What the class `licences` asks of a hall.

use crate::requirement::requirements;

requirements! { Licences;
    LIC_001 = "LIC-001", Must: "The list of licences holds the principal's, the one recorded last first, each once over its pages.";
    LIC_002 = "LIC-002", Must: "Another's licence and an unknown one are the same 404 `not-found`, and another's list is 403 `mandate-refused` without a mandate.";
    LIC_003 = "LIC-003", Must: "A licence whose last day is past by the hall's clock is never `valid`.";
    LIC_004 = "LIC-004", Must: "A document that a case issued is a licence of its principal, with the same name and number.";
    LIC_005 = "LIC-005", Must: "A code to show a licence by is answered 201, has at least 128 bits and can be read for at most 120 seconds.";
    LIC_006 = "LIC-006", Must: "A code is read without a session and says name, issuer and state of the licence.";
    LIC_007 = "LIC-007", Must: "A code is read once: of 64 that read it at once, one is answered 200.";
    LIC_008 = "LIC-008", Must: "A code that was read and one that never was are the same 404 `not-found`.";
    LIC_009 = "LIC-009", Must: "A code whose time is over is 404 `not-found`.";
    LIC_010 = "LIC-010", Must: "A new code ends the licence's code of before.";
    LIC_011 = "LIC-011", Must: "What a code says hides part of the number and part of a person's name.";
    LIC_012 = "LIC-012", Must: "Nobody makes a code for another's licence: 404 `not-found`.";
    LIC_013 = "LIC-013", Must: "Reading a code without a session asks for `X-Hall-CSRF: sign-in`, and for no cookie.";
}
