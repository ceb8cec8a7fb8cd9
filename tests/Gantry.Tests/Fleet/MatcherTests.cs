using Gantry.Fleet.Jobs;
using Gantry.Fleet.Matching;
using Gantry.Fleet.Printers.Profile;
using Gantry.Fleet.Printers.Views;
using Gantry.GCode.Analysis;
using Gantry.Storage.Files;
using Gantry.Storage.Printers;

namespace Gantry.Tests.Fleet;

public sealed class MatcherTests
{
    private static readonly DateTimeOffset Monday = new(2026, 11, 23, 10, 0, 0, TimeSpan.Zero);

    private static readonly ContentHash Own = ContentHash.From(new byte[32]);

    private static readonly ContentHash Other = ContentHash.From([.. Enumerable.Repeat((byte)1, 32)]);

    [Fact]
    public void A_job_starts_on_a_printer_that_is_free_and_has_a_clear_plate()
    {
        Assignment start = Assign([Printer(1)], [Job(7)]).ShouldHaveSingleItem();

        (start.JobId, start.PrinterId, start.ContentHash).ShouldBe((7, 1, Own));
    }

    public static TheoryData<string, PrinterFacts, MatchJob, WaitCode> Reasons()
    {
        PrinterFacts free = Printer(1);
        MatchJob any = Job(7);
        return new TheoryData<string, PrinterFacts, MatchJob, WaitCode>
        {
            {
                "prints",
                free with
                {
                    State = LiveState.Printing,
                    HasPrint = true,
                    Plate = PlateState.Occupied,
                },
                any,
                WaitCode.Busy
            },
            { "unknown plate", free with { Plate = PlateState.Unknown }, any, WaitCode.PlateNotClear },
            {
                "occupied plate",
                free with
                {
                    Plate = PlateState.Occupied,
                    State = LiveState.Finished,
                },
                any,
                WaitCode.PlateNotClear
            },
            { "offline", free with { State = LiveState.Offline }, any, WaitCode.Offline },
            { "disabled", free with { State = LiveState.Disabled }, any, WaitCode.Disabled },
            { "maintenance", free with { InMaintenance = true }, any, WaitCode.Maintenance },
            { "error", free with { State = LiveState.Error }, any, WaitCode.Error },
            { "interrupted", free with { State = LiveState.Interrupted }, any, WaitCode.Error },
            { "model", free, any with { Routing = new JobRouting { Model = "MK4" } }, WaitCode.Model },
            { "tag", free, any with { Routing = new JobRouting { Tags = ["abs"] } }, WaitCode.Tag },
            { "wanted material", free, any with { Routing = new JobRouting { Material = "PLA" } }, WaitCode.Material },
            { "colour", free, any with { Routing = new JobRouting { Colour = "#ff0000" } }, WaitCode.Colour },
            { "wanted nozzle", free, any with { Routing = new JobRouting { NozzleMm = 0.6 } }, WaitCode.Nozzle },
            { "nozzle of the file", free, With(any, f => f with { Nozzles = Map(0, 0.6) }), WaitCode.Nozzle },
            { "too wide", free, With(any, f => f with { Bounds = new Box(0, 0, 0, 230, 10, 10) }), WaitCode.Size },
            { "too high", free, With(any, f => f with { Bounds = new Box(0, 0, 0, 10, 10, 260) }), WaitCode.Size },
            {
                "beside the bed",
                free,
                With(any, f => f with { Bounds = new Box(-5, 0, 0, 10, 10, 10) }),
                WaitCode.Size
            },
            { "too hot", free, With(any, f => f with { HotendsC = Map(0, 280) }), WaitCode.Temperature },
            { "bed too hot", free, With(any, f => f with { BedC = 120 }), WaitCode.Temperature },
            { "chamber", free, With(any, f => f with { ChamberC = 40 }), WaitCode.Temperature },
            { "tools", free, With(any, f => f with { HotendsC = Map(1, 200) }), WaitCode.Tools },
            { "other printer", free, any with { PrinterId = 2 }, WaitCode.OtherPrinter },
            {
                "other printers",
                free,
                any with
                {
                    Routing = new JobRouting { PrinterIds = [2, 3] },
                },
                WaitCode.OtherPrinter
            },
            { "too early", free, any with { NotBefore = Monday.AddHours(1) }, WaitCode.NotBefore },
            { "held", free, any with { Held = "" }, WaitCode.Held },
            { "approval", free, any with { NeedsApproval = true }, WaitCode.Approval },
            {
                "loaded material",
                free with
                {
                    Materials = [new LoadedMaterial { Material = "PETG" }],
                },
                With(any, f => f with { Materials = new Dictionary<int, string> { [0] = "PLA" } }),
                WaitCode.Material
            },
            {
                "spool too short",
                free with
                {
                    Materials = [new LoadedMaterial { Material = "PLA", RemainingG = 5 }],
                },
                With(any, f => f with { FilamentG = 10 }),
                WaitCode.Material
            },
        };
    }

    [Theory]
    [MemberData(nameof(Reasons))]
    public void What_speaks_against_a_printer_is_said_and_nothing_starts(
        string why,
        PrinterFacts printer,
        MatchJob job,
        WaitCode code
    )
    {
        MatchInput input = Input([printer], [job]);

        Matcher.Assign(input).ShouldBeEmpty(why);
        WaitReason reason = Matcher.Explain(input, job)[0].Reasons.Single(r => r.Code == code);
        reason.Text.ShouldEndWith(".");
    }

    [Fact]
    public void A_variant_for_the_model_is_printed_instead_of_the_jobs_own_bytes()
    {
        MatchJob job = Job(7) with
        {
            Routing = new JobRouting { Model = "MK4" },
            Variants = [new MatchVariant("Ender 3", Other, new JobFacts())],
        };

        Assign([Printer(1) with { Model = "ENDER 3" }], [job]).Single().ContentHash.ShouldBe(Other);
        Assign([Printer(1) with { Model = "MK4" }], [job]).Single().ContentHash.ShouldBe(Own);
        Assign([Printer(1) with { Model = "Mini" }], [job]).ShouldBeEmpty();
    }

    [Fact]
    public void Each_printer_gets_one_copy_and_a_job_that_fits_nowhere_holds_up_nobody()
    {
        MatchJob stuck = Job(1) with { PrinterId = 99 };
        MatchJob many = Job(2) with { CopiesLeft = 2 };

        IReadOnlyList<Assignment> started = Assign([Printer(1), Printer(2), Printer(3)], [stuck, many, Job(3), Job(4)]);

        started.Select(s => s.JobId).ShouldBe([2, 2, 3]);
        started.Select(s => s.PrinterId).Distinct().Count().ShouldBe(3);
    }

    [Fact]
    public void Copies_go_to_the_printers_that_are_named_one_each_and_to_no_other()
    {
        MatchJob job = Job(1) with
        {
            CopiesLeft = 5,
            Routing = new JobRouting { PrinterIds = [1, 3] },
        };

        IReadOnlyList<Assignment> started = Assign([Printer(1), Printer(2), Printer(3)], [job]);

        started.Select(s => s.PrinterId).ShouldBe([1, 3]);
    }

    [Fact]
    public void A_printer_of_another_node_gets_nothing_from_this_one_but_counts_for_the_fuse()
    {
        PrinterFacts elsewhere = Printer(1) with { IsHere = false };
        PrinterFacts heating = elsewhere with { State = LiveState.Heating, HasPrint = true, LastStartAt = Monday };
        var rules = new QueueRules { StaggerSeconds = 60 };

        Assign([elsewhere], [Job(1)]).ShouldBeEmpty();
        Assign([heating, Printer(2)], [Job(1)], rules).ShouldBeEmpty();
        Assign([elsewhere, Printer(2)], [Job(1)], rules).Single().PrinterId.ShouldBe(2);
    }

    [Fact]
    public void The_printer_that_has_printed_least_comes_first_unless_wear_does_not_matter()
    {
        PrinterFacts[] printers =
        [
            Printer(1) with
            {
                PrintedSeconds = 100,
                Position = 1,
            },
            Printer(2) with
            {
                PrintedSeconds = 50,
                Position = 2,
            },
        ];

        Assign(printers, [Job(1)]).Single().PrinterId.ShouldBe(2);
        Assign(printers, [Job(1)], new QueueRules { EvenWear = false }).Single().PrinterId.ShouldBe(1);
    }

    [Fact]
    public void Printers_begin_to_heat_up_one_after_the_other_where_the_fuse_is_weak()
    {
        var rules = new QueueRules { StaggerSeconds = 60 };
        Assign([Printer(1), Printer(2)], [Job(1), Job(2)], rules).Count.ShouldBe(1);
        PrinterFacts started = Printer(2) with
        {
            State = LiveState.Heating,
            HasPrint = true,
            LastStartAt = Monday.AddSeconds(-30),
        };
        Assign([Printer(1), started], [Job(1)], rules).ShouldBeEmpty();
        Assign([Printer(1), started with { LastStartAt = Monday.AddSeconds(-61) }], [Job(1)], rules).Count.ShouldBe(1);
    }

    [Fact]
    public void A_clock_that_is_set_back_does_not_hold_the_queue_until_it_is_there_again()
    {
        var rules = new QueueRules { StaggerSeconds = 60 };
        PrinterFacts started = Printer(2) with { HasPrint = true, LastStartAt = Monday.AddHours(1) };

        Assign([Printer(1), started], [Job(1)], rules).Count.ShouldBe(1);
        // The clocks of two nodes differ by a little.
        Assign([Printer(1), started with { LastStartAt = Monday.AddSeconds(2) }], [Job(1)], rules).ShouldBeEmpty();
    }

    [Fact]
    public void What_heats_up_together_stays_under_the_power_limit_but_one_may_always()
    {
        PrinterFacts strong = Printer(1) with { Profile = Printer(1).Profile with { HeatUpWatts = 600 } };
        var rules = new QueueRules { PowerLimitW = 1000 };

        Assign([strong, strong with { Id = 2 }], [Job(1), Job(2)], rules).Count.ShouldBe(1);
        Assign([strong, strong with { Id = 2 }], [Job(1), Job(2)], rules with { PowerLimitW = 1200 }).Count.ShouldBe(2);
        Assign([strong], [Job(1)], rules with { PowerLimitW = 100 }).Count.ShouldBe(1);
    }

    [Fact]
    public void Outside_the_working_hours_and_while_the_queue_is_paused_only_what_somebody_sends_to_a_printer_starts()
    {
        var night = new WorkingHours
        {
            Days = [DayOfWeek.Sunday],
            From = new TimeOnly(22, 0),
            To = new TimeOnly(6, 0),
        };
        var rules = new QueueRules { WorkingHours = [night] };
        Assign([Printer(1)], [Job(1)], rules).ShouldBeEmpty();
        Assign([Printer(1)], [Job(1) with { IsDirect = true }], rules).Count.ShouldBe(1);
        Matcher.Assign(new MatchInput([Printer(1)], [Job(1)], rules, Monday.AddHours(-5))).Count.ShouldBe(1);
        Assign([Printer(1)], [Job(1)], new QueueRules { IsPaused = true }).ShouldBeEmpty();
        Assign([Printer(1)], [Job(1) with { IsDirect = true }], new QueueRules { IsPaused = true }).Count.ShouldBe(1);
    }

    [Fact]
    public void A_full_disk_of_this_node_holds_back_its_own_printers_alone()
    {
        var rules = new QueueRules { Blocked = "The server's disk is full." };
        PrinterFacts[] printers = [Printer(1), Printer(2) with { IsHere = false }];

        Assign(printers, [Job(7)], rules).ShouldBeEmpty();
        IReadOnlyList<Wait> waits = Matcher.Explain(Input(printers, [], rules), Job(7));

        waits[0].Reasons.ShouldHaveSingleItem().Text.ShouldBe("The server's disk is full.");
        waits[1].Reasons.ShouldBeEmpty();
    }

    [Fact]
    public void Of_printers_that_are_there_but_not_looked_at_nobody_says_that_they_are_gone()
    {
        MatchInput some = Input([Printer(1)], []) with
        {
            Existing = new HashSet<long> { 1, 2 },
        };
        MatchJob job = Job(7) with { Routing = new JobRouting { PrinterIds = [2] } };

        Texts(some).ShouldNotContain(t => t.Contains("do not exist", StringComparison.Ordinal));
        Texts(some with { Existing = null }).ShouldContain(t => t.Contains("do not exist", StringComparison.Ordinal));

        IEnumerable<string> Texts(MatchInput input) => Matcher.Explain(input, job)[0].Reasons.Select(r => r.Text);
    }

    private static IReadOnlyList<Assignment> Assign(
        PrinterFacts[] printers,
        MatchJob[] jobs,
        QueueRules? rules = null
    ) => Matcher.Assign(Input(printers, jobs, rules));

    private static MatchInput Input(PrinterFacts[] printers, MatchJob[] jobs, QueueRules? rules = null) =>
        new(printers, jobs, rules ?? new QueueRules(), Monday);

    private static PrinterFacts Printer(long id) =>
        new()
        {
            Id = id,
            Name = $"printer {id}",
            State = LiveState.Idle,
            Plate = PlateState.Clear,
            Profile = new PrinterProfile
            {
                WidthMm = 220,
                DepthMm = 220,
                HeightMm = 250,
            },
        };

    private static MatchJob Job(long id) => new() { Id = id, ContentHash = Own };

    private static MatchJob With(MatchJob job, Func<JobFacts, JobFacts> change) =>
        job with
        {
            Facts = change(job.Facts),
        };

    private static Dictionary<int, double> Map(int tool, double value) => new() { [tool] = value };
}
