using FsCheck;
using FsCheck.Fluent;
using Gantry.Firmware.Temperatures;
using Gantry.Printing.Temperatures;

namespace Gantry.Tests.Printing;

public sealed class TemperatureHistoryTests
{
    private static readonly HeaterId Hotend = HeaterId.Hotend(0);

    private readonly TemperatureHistory _history = new();

    [Fact]
    public void Every_second_is_kept_with_its_target()
    {
        for (int second = 0; second < 100; second++)
            Add(second, 20 + second, second < 50 ? 0 : 200);
        ReadOnlySpan<TemperaturePoint> points = Read()[Hotend];
        points.Length.ShouldBe(99, "the last second is not over");
        points[60].ShouldBe(new TemperaturePoint(TimeSpan.FromSeconds(60), 80, 80, 200));
        points[10].Target.ShouldBe(0);
    }

    [Fact]
    public void Two_days_are_kept_in_bounded_memory_and_no_peak_is_lost()
    {
        const int day = 86_400;
        for (int second = 0; second <= 2 * day; second++)
            Add(second, second == 3600 ? 300 : 200, 200);
        ReadOnlySpan<TemperaturePoint> points = Read()[Hotend];
        points.Length.ShouldBeLessThan(7000);
        points[0].At.ShouldBeLessThanOrEqualTo(TimeSpan.FromMinutes(1));
        points.ToArray().Max(p => p.High).ShouldBe(300);
        points
            .ToArray()
            .Single(p => p.High == 300)
            .ShouldBe(new TemperaturePoint(TimeSpan.FromHours(1), 200, 300, 200));
        TimeSpan[] times = [.. points.ToArray().Select(p => p.At)];
        times.ShouldBe(times.Order());
        times.Distinct().Count().ShouldBe(times.Length);
        // The last half hour in seconds.
        times
            .Count(t => t >= TimeSpan.FromSeconds(2 * day) - TemperatureHistory.FullRate)
            .ShouldBeGreaterThanOrEqualTo(1800);
    }

    [Fact]
    public void A_gap_stays_a_gap()
    {
        Add(0, 20, 0);
        Add(5000, 25, 0);
        Add(5001, 25, 0);
        Read()[Hotend].ToArray().Select(p => p.At.TotalSeconds).ShouldBe([0, 5000]);
    }

    [Fact]
    public void Of_several_reports_in_a_second_the_last_counts()
    {
        _history.Add(TimeSpan.FromSeconds(1.1), [new TemperatureReading(Hotend, 25, 0, null)]);
        _history.Add(TimeSpan.FromSeconds(1.9), [new TemperatureReading(Hotend, 21, 60, null)]);
        Add(2, 30, 0);
        Read()[Hotend].ToArray().ShouldBe([new TemperaturePoint(TimeSpan.FromSeconds(1), 21, 21, 60)]);
    }

    [Fact]
    public void A_heater_that_appears_later_begins_later()
    {
        Add(0, 20, 0);
        for (int second = 1; second < 10; second++)
            _history.Add(
                TimeSpan.FromSeconds(second),
                [new TemperatureReading(Hotend, 20, 0, null), new TemperatureReading(HeaterId.Bed, 40, null, null)]
            );
        TemperatureSeries series = Read();
        series.Heaters.ShouldBe([Hotend, HeaterId.Bed]);
        series[Hotend].Length.ShouldBe(9);
        series[HeaterId.Bed].Length.ShouldBe(8);
        series[HeaterId.Bed][0].Target.ShouldBeNull();
        series[HeaterId.Chamber].Length.ShouldBe(0);
    }

    [Fact]
    public void Few_points_keep_the_extremes()
    {
        for (int second = 0; second <= 1000; second++)
            Add(second, second == 700 ? 5 : 20, 0);
        TemperaturePoint[] points = [.. Read(mostPoints: 10)[Hotend]];
        points.Length.ShouldBe(10);
        points.Min(p => p.Low).ShouldBe(5);
    }

    [Fact]
    public async Task Other_threads_read_while_it_is_written()
    {
        using var done = new CancellationTokenSource();
        Task reading = Task.Run(
            () =>
            {
                while (!done.IsCancellationRequested)
                {
                    int last = -1;
                    foreach (TemperaturePoint point in Read()[Hotend])
                    {
                        ((int)point.At.TotalSeconds).ShouldBeGreaterThan(last);
                        last = (int)point.At.TotalSeconds;
                        point.Low.ShouldBe(last / 100.0, 0.11, "a row is seen whole or not at all");
                    }
                }
            },
            TestContext.Current.CancellationToken
        );
        for (int second = 0; second < 30_000; second++)
            Add(second, second / 100.0, 0);
        await done.CancelAsync();
        await reading;
    }

    [Fact]
    public void A_whole_print_is_kept_in_a_few_kilobytes_and_comes_back()
    {
        var random = new Random(3);
        for (int second = 0; second < 40_000; second++)
            _history.Add(
                TimeSpan.FromSeconds(second),
                [
                    new TemperatureReading(Hotend, 210 + Math.Round(random.NextDouble() - 0.5, 1), 210, null),
                    new TemperatureReading(HeaterId.Bed, 60, 60, null),
                    new TemperatureReading(HeaterId.Chamber, 31.5, null, null),
                ]
            );
        TemperatureSeries series = Read();
        byte[] packed = TemperatureArchive.Encode(series);
        packed.Length.ShouldBeLessThan(16_000);
        TemperatureSeries again = TemperatureArchive.Decode(packed);
        again.Heaters.ShouldBe(series.Heaters);
        foreach (HeaterId heater in series.Heaters)
            again[heater].ToArray().ShouldBe(series[heater].ToArray());
    }

    [Fact]
    public void Damaged_bytes_are_refused_with_words_and_nothing_else()
    {
        for (int second = 0; second < 500; second++)
            Add(second, 20 + second % 7, 60);
        byte[] packed = TemperatureArchive.Encode(Read());
        Should
            .Throw<TemperatureArchiveException>(() => TemperatureArchive.Decode(default))
            .Message.ShouldContain("version");
        Prop.ForAll(
                Gen.Choose(0, packed.Length - 1).Zip(Gen.Choose(0, 255)).ArrayOf().ToArbitrary(),
                changes =>
                {
                    byte[] damaged = [.. packed];
                    foreach ((int at, int value) in changes)
                        damaged[at] = (byte)value;
                    try
                    {
                        TemperatureArchive.Decode(damaged);
                    }
                    catch (TemperatureArchiveException) { }
                }
            )
            .QuickCheckThrowOnFailure();
    }

    private void Add(int second, double current, double target) =>
        _history.Add(TimeSpan.FromSeconds(second), [new TemperatureReading(Hotend, current, target, null)]);

    private TemperatureSeries Read(int mostPoints = int.MaxValue) =>
        _history.Read(TimeSpan.Zero, TimeSpan.MaxValue, mostPoints);
}
