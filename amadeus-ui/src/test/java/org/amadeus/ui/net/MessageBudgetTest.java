package org.amadeus.ui.net;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class MessageBudgetTest {
    private long now;

    @Test
    void allowsABurstAndThenAnAverage() {
        MessageBudget budget = new MessageBudget(10, () -> now);
        assertEquals(30, spendAll(budget));
        now += 1_000_000_000L;
        assertEquals(10, spendAll(budget));
        now += 3_600_000_000_000L;
        assertEquals(30, spendAll(budget));
    }

    private static int spendAll(MessageBudget budget) {
        int spent = 0;
        while (budget.spend()) {
            spent++;
        }
        return spent;
    }
}
