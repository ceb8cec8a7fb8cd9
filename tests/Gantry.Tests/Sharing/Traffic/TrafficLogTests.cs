using System.Text;
using Gantry.Sharing;
using Gantry.Sharing.Traffic;
using Gantry.Tests.Sharing.Access;
using Gantry.Tests.Support;

namespace Gantry.Tests.Sharing.Traffic;

public sealed class TrafficLogTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("gantry-traffic-").FullName;
    private readonly CancellationToken _stop = TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Lines_have_a_time_and_a_direction()
    {
        await using (var log = new TrafficLog("/dev/ttyUSB0", new TrafficOptions(_folder), TimeProvider.System))
        {
            log.Remark("10.0.0.7:5000 has the port");
            log.Add(TrafficDirection.Sent, "M105\n"u8);
            log.Add(TrafficDirection.Received, "ok T:"u8);
            log.Add(TrafficDirection.Received, "20.1\r\nbin \x01\\"u8);
        }

        TrafficFile file = TrafficFiles.List(_folder).ShouldHaveSingleItem();
        file.Name.ShouldMatch(@"^dev_ttyUSB0_\d{4}-\d\d-\d\d\.log$");
        string[] lines = await File.ReadAllLinesAsync(Path.Combine(_folder, file.Name), _stop);
        lines
            .Select(l => l[26..])
            .ShouldBe(["[INFO] 10.0.0.7:5000 has the port", "[TX] M105", "[RX] ok T:20.1", "[RX] bin \\x01\\x5c"]);
        lines.ShouldAllBe(l =>
            System.Text.RegularExpressions.Regex.IsMatch(l, @"^\[\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3}\] ")
        );
    }

    [Fact]
    public async Task A_new_day_begins_a_new_file()
    {
        var clock = new ManualClock();
        await using (var log = new TrafficLog("port", new TrafficOptions(_folder), clock))
        {
            log.Add(TrafficDirection.Received, "one\n"u8);
            clock.Advance(TimeSpan.FromDays(1));
            log.Add(TrafficDirection.Received, "two\n"u8);
        }

        string[] files = [.. Directory.GetFiles(_folder).Order()];
        files.Select(f => File.ReadAllText(f)[26..]).ShouldBe(["[RX] one\n", "[RX] two\n"]);
    }

    [Fact]
    public async Task A_disk_that_cannot_be_written_is_told_and_tried_again()
    {
        string folder = Path.Combine(_folder, "logs");
        await File.WriteAllTextAsync(folder, "in the way", _stop);
        var clock = new ManualClock();
        await using (var log = new TrafficLog("port", new TrafficOptions(folder), clock))
        {
            log.Add(TrafficDirection.Received, "lost\n"u8);
            await ShareRig.UntilAsync(() => log.Failure is not null);
            log.Add(TrafficDirection.Received, "kept\n"u8);
            File.Delete(folder);
            await ShareRig.UntilAsync(() =>
            {
                clock.Advance(TrafficLog.RetryAfter);
                return log.Failure is null;
            });
        }

        File.ReadAllText(Directory.GetFiles(folder).ShouldHaveSingleItem()).ShouldContain("[RX] kept");
    }

    [Fact]
    public async Task Bytes_that_wait_one_by_one_are_bounded_by_what_they_cost()
    {
        string folder = Path.Combine(_folder, "logs");
        await File.WriteAllTextAsync(folder, "in the way", _stop);
        var clock = new ManualClock();
        await using (var log = new TrafficLog("port", new TrafficOptions(folder), clock))
        {
            log.Add(TrafficDirection.Received, "\n"u8);
            await ShareRig.UntilAsync(() => log.Failure is not null);
            for (int i = 0; i < 200_000; i++)
                log.Add(TrafficDirection.Received, "x"u8);
            File.Delete(folder);
            await ShareRig.UntilAsync(() =>
            {
                clock.Advance(TrafficLog.RetryAfter);
                return log.Failure is null;
            });
        }

        string text = await File.ReadAllTextAsync(Directory.GetFiles(folder).ShouldHaveSingleItem(), _stop);
        text.ShouldContain("bytes left out");
        // An entry is some 80 bytes of memory, and 4 MB of them may wait.
        text.Count(c => c == 'x').ShouldBeInRange(10_000, 60_000);
    }

    [Fact]
    public async Task A_share_says_that_its_log_cannot_be_written_and_serves_on()
    {
        string folder = Path.Combine(_folder, "logs");
        await File.WriteAllTextAsync(folder, "in the way", _stop);
        await using ShareRig rig = await ShareRig.StartAsync(new() { Traffic = new TrafficOptions(folder) });
        using SharePeer client = await rig.RawAsync();

        await ShareRig.UntilAsync(() =>
        {
            rig.Device.Write("ok"u8);
            return rig.Events.Any(e => e.Kind == ShareEventKind.Trouble && e.Text.Contains("log of the traffic"));
        });

        (await client.ReadAsync(2)).ShouldBe("ok"u8.ToArray());
    }

    [Fact]
    public async Task The_tail_is_the_last_lines_and_how_many_there_are()
    {
        string name = "port_2026-05-01.log";
        await File.WriteAllTextAsync(Path.Combine(_folder, name), "one\ntwo\nthree\nfour\n", _stop);

        (await TrafficFiles.TailAsync(_folder, name, 2, _stop)).ShouldBe(new TrafficTail("three\nfour\n", 4));
        (await TrafficFiles.TailAsync(_folder, name, 9, _stop)).ShouldBe(new TrafficTail("one\ntwo\nthree\nfour\n", 4));
        (await TrafficFiles.TailAsync(_folder, name, 4, _stop))!.Content.ShouldStartWith("one");
    }

    [Theory]
    [InlineData("../secret_2026-05-01.log")]
    [InlineData("/etc/passwd")]
    [InlineData("..")]
    [InlineData("")]
    [InlineData("other.log")]
    [InlineData("link_2026-05-01.log")]
    [InlineData("port_2026-13-01.log")]
    public async Task Nothing_but_a_log_is_ever_read(string name)
    {
        await File.WriteAllTextAsync(Path.Combine(_folder, "other.log"), "x", _stop);
        await File.WriteAllTextAsync(Path.Combine(_folder, "port_2026-13-01.log"), "x", _stop);
        File.CreateSymbolicLink(Path.Combine(_folder, "link_2026-05-01.log"), "/etc/passwd");

        (await TrafficFiles.TailAsync(_folder, name, 10, _stop)).ShouldBeNull();
        TrafficFiles.List(_folder).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_is_too_old_or_too_much_is_deleted()
    {
        foreach (string day in new[] { "2026-01-01", "2026-04-28", "2026-04-29", "2026-05-01" })
            await File.WriteAllTextAsync(Path.Combine(_folder, $"port_{day}.log"), new string('x', 1000), _stop);
        await File.WriteAllTextAsync(Path.Combine(_folder, "mine.txt"), "keep", _stop);
        var options = new TrafficOptions(_folder) { KeptDays = 30, MostBytes = 2500 };

        TrafficFiles.Retain(options, new DateOnly(2026, 5, 1), Path.Combine(_folder, "port_2026-05-01.log"));

        Directory
            .GetFiles(_folder)
            .Select(Path.GetFileName)
            .Order()
            .ShouldBe(["mine.txt", "port_2026-04-29.log", "port_2026-05-01.log"]);
    }

    [Fact]
    public void A_name_from_outside_makes_a_harmless_file_name()
    {
        TrafficFiles.SafeName("../../etc/x y").ShouldBe("etc_x_y");
        TrafficFiles.SafeName("///").ShouldBe("port");
        Encoding.ASCII.GetByteCount(TrafficFiles.SafeName(new string('a', 500))).ShouldBe(60);
    }
}
