using System.Diagnostics;
using System.Globalization;
using Gantry.Serial.Linux;

namespace Gantry.Bench.Sharing;

/// <summary>
/// The time of an echo, each server measured several times in turn and freshly started: on any machine the noise of one round is
/// larger than the difference.
/// </summary>
internal static class SharingEcho
{
    private const string Row = "echo of 32 bytes, p50 / p99, us";
    private const int Rounds = 7;
    private const int Echoes = 5000;

    /// <summary>Some two seconds: a server runs for months, and what its runtime compiles at first is over by then.</summary>
    private const int WarmUp = 20_000;

    /// <summary>The medians over all rounds, a column for each server.</summary>
    public static Dictionary<string, string>[] Measure(string[] names, EventLoop loop)
    {
        List<double>[] middles = [.. names.Select(_ => new List<double>())];
        List<double>[] lates = [.. names.Select(_ => new List<double>())];
        for (int round = 0; round < Rounds; round++)
        for (int i = 0; i < names.Length; i++)
        {
            double[] times = MeasureOnce(names[i], loop);
            middles[i].Add(times[times.Length / 2]);
            lates[i].Add(times[(int)(times.Length * 0.99)]);
        }
        return
        [
            .. names.Select(
                (_, i) => new Dictionary<string, string> { [Row] = $"{Median(middles[i])} / {Median(lates[i])}" }
            ),
        ];
    }

    private static double[] MeasureOnce(string name, EventLoop loop)
    {
        using var device = new BenchDevice(loop);
        using ServerUnderTest server = ServerUnderTest.Start(name, [device.Path]);
        using var client = new BenchClient(server.Ports[0]);
        client.SetBaudRate(115200);
        client.Settle();
        device.Echoes = true;
        byte[] message = [.. Enumerable.Repeat((byte)'e', 32)];
        double[] times = new double[Echoes];
        for (int i = -WarmUp; i < Echoes; i++)
        {
            long start = Stopwatch.GetTimestamp();
            client.Send(message);
            client.Read(message.Length);
            if (i >= 0)
                times[i] = Stopwatch.GetElapsedTime(start).TotalSeconds;
        }
        Array.Sort(times);
        return times;
    }

    private static string Median(List<double> values) =>
        (values.Order().ElementAt(values.Count / 2) * 1e6).ToString("F0", CultureInfo.InvariantCulture);
}
