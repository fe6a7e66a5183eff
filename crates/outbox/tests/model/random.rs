//! Random histories: three tabs, four filings of two matters, two contents that the hall refuses.
//!
//! `PROPTEST_RNG_SEED=20261123 OUTBOX_CASES=1000000 cargo test -p outbox --test model random` runs a million of them.

use proptest::prelude::*;
use proptest_state_machine::{ReferenceStateMachine, StateMachineTest};

use crate::action::{Action, Outcome};
use crate::world::World;

const TABS: usize = 3;
const LANES: [u8; 4] = [0, 0, 0, 1];
const REFUSED: [(u8, u8); 2] = [(0, 0), (2, 0)];

/// The histories. What must come of them, the world knows: what the person wants, and what the hall has.
struct Histories;

impl ReferenceStateMachine for Histories {
    type State = ();
    type Transition = Action;

    fn init_state() -> BoxedStrategy<()> {
        Just(()).boxed()
    }

    fn transitions((): &()) -> BoxedStrategy<Action> {
        let (tab, key, at) = (0..TABS, 0..LANES.len() as u8, 0..6usize);
        let outcome = prop_oneof![
            12 => Just(Outcome::Well),
            1 => Just(Outcome::NoAnswer),
            1 => Just(Outcome::Later),
            1 => Just(Outcome::SignedOut),
            1 => Just(Outcome::DiskFull),
        ];
        prop_oneof![
            3 => tab.clone().prop_map(Action::Open),
            1 => tab.clone().prop_map(Action::Crash),
            6 => (tab.clone(), key.clone()).prop_map(|(tab, key)| Action::Decide(tab, key)),
            1 => (tab.clone(), key.clone()).prop_map(|(tab, key)| Action::Stop(tab, key)),
            1 => (tab.clone(), key).prop_map(|(tab, key)| Action::TryNow(tab, key)),
            1 => tab.clone().prop_map(Action::SignIn),
            1 => tab.clone().prop_map(Action::Look),
            40 => (tab.clone(), at.clone(), outcome).prop_map(|(tab, at, outcome)| Action::Go(tab, at, outcome)),
            1 => (tab, at.clone()).prop_map(|(tab, at)| Action::TimeOut(tab, at)),
            20 => at.clone().prop_map(Action::Deliver),
            2 => at.clone().prop_map(Action::DeliverTwice),
            2 => at.prop_map(Action::Lose),
        ]
        .boxed()
    }

    fn apply((): (), _: &Action) {}
}

struct TheQueue;

impl StateMachineTest for TheQueue {
    type SystemUnderTest = World;
    type Reference = Histories;

    fn init_test((): &()) -> World {
        World::new(TABS, &LANES, &REFUSED)
    }

    fn apply(mut world: World, (): &(), action: Action) -> World {
        world.act(action);
        assert_eq!(world.broken, None, "{world:#?}");
        world
    }

    fn teardown(world: World, (): ()) {
        // Whatever happened: what is left alone from now on ends, all of it.
        let healed = world.heal();
        assert!(healed.is_ok(), "{healed:?}");
    }
}

fn cases() -> u32 {
    std::env::var("OUTBOX_CASES").ok().and_then(|it| it.parse().ok()).unwrap_or(10_000)
}

proptest_state_machine::prop_state_machine! {
    #![proptest_config(ProptestConfig { cases: cases(), max_shrink_iters: 20_000, ..ProptestConfig::default() })]
    #[test]
    fn nothing_is_lost_doubled_changed_or_overtaken(sequential 1..160 => TheQueue);
}
