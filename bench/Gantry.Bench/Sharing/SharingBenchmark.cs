using System.Diagnostics;
using System.Globalization;
using Gantry.Serial.Linux;

namespace Gantry.Bench.Sharing;

/// <summary>
/// Gantry's access server beside ser2net, tuned for latency, and pySerial's, on ptys: <c>sharing [echo] [SERVER…]</c>. All in one
/// run and by the same means; build the program first. ser2net and python3-serial must be installed.
/// </summary>
internal static class SharingBenchmark
{
    private const int BulkBytes = 32 * 1024 * 1024;
    private const int BusyPorts = 64;
    private const int OpenPorts = 512;
    private const int BytesPerTick = 576;
    private const int TicksPerSecond = 20;
    private const int BusySeconds = 10;

    public static Task RunAsync(string[] arguments)
    {
        bool onlyEcho = arguments is ["echo", ..];
        string[] chosen = onlyEcho ? arguments[1..] : arguments;
        string[] names = chosen.Length > 0 ? chosen : ServerUnderTest.Names;
        using var loop = new EventLoop("devices");
        Console.WriteLine($"{"", -46} {string.Join(' ', names.Select(n => $"{n, 14}"))}");
        Dictionary<string, string>[] columns = SharingEcho.Measure(names, loop);
        for (int i = 0; i < names.Length && !onlyEcho; i++)
            Measure(names[i], loop, columns[i]);
        foreach (string row in columns[0].Keys)
            Console.WriteLine(
                $"{row, -46} {string.Join(' ', columns.Select(c => $"{c.GetValueOrDefault(row, "-"), 14}"))}"
            );
        return Task.CompletedTask;
    }

    private static void Measure(string name, EventLoop loop, Dictionary<string, string> results)
    {
        using (var device = new BenchDevice(loop))
        using (ServerUnderTest server = ServerUnderTest.Start(name, [device.Path]))
        {
            using (var client = new BenchClient(server.Ports[0]))
            {
                client.SetBaudRate(115200);
                client.Settle();
                Control(client, results);
                Bulk(client, device, server, results);
            }
            Thread.Sleep(3500);
            NextClient(server, results);
        }
        // One process a port: sixty-four of pySerial's take a gigabyte.
        if (name == "pyserial")
            return;
        Busy(name, loop, results);
        Open(name, loop, results);
        SharingHarm.Hostile(name, loop, results);
        if (name == "gantry")
            SharingHarm.SlowWatcher(loop, results);
    }

    private static void Control(BenchClient client, Dictionary<string, string> results)
    {
        // A hundred rates without a byte 255, which would have to be doubled.
        uint count = 0;
        double[] times = Times(500, () => client.SetBaudRate(10_000 + (count++ % 100)));
        results["SET-BAUDRATE answered, p50 / max, ms"] = Text($"{Part(times, 0.5) * 1e3:F2} / {times[^1] * 1e3:F2}");
    }

    private static void Bulk(
        BenchClient client,
        BenchDevice device,
        ServerUnderTest server,
        Dictionary<string, string> results
    )
    {
        byte[] data = [.. Enumerable.Repeat((byte)'b', 64 * 1024)];
        long heard = device.Heard;
        Rate(
            "client to device",
            () =>
            {
                for (int i = 0; i < BulkBytes / data.Length; i++)
                    client.Send(data);
                while (device.Heard - heard < BulkBytes)
                    Thread.Sleep(1);
            }
        );
        Rate(
            "device to client",
            () =>
            {
                device.Say(BulkBytes);
                client.Read(BulkBytes);
            }
        );

        void Rate(string way, Action move)
        {
            double before = server.ProcessorSeconds;
            long start = Stopwatch.GetTimestamp();
            move();
            double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
            double used = server.ProcessorSeconds - before;
            results[$"{way}, MB/s"] = Text($"{BulkBytes / 1e6 / seconds:F1}");
            results[$"{way}, CPU s per 100 MB"] = Text($"{used / (BulkBytes / 1e8):F2}");
        }
    }

    private static void NextClient(ServerUnderTest server, Dictionary<string, string> results)
    {
        var client = new BenchClient(server.Ports[0]);
        client.SetBaudRate(115200);
        double[] times = Times(
            server.Name == "pyserial" ? 3 : 50,
            () =>
            {
                client.Dispose();
                client = Again(server.Ports[0]);
                client.SetBaudRate(115200);
            }
        );
        client.Dispose();
        results["close to next client configured, p50, ms"] = Text($"{Part(times, 0.5) * 1e3:F1}");
    }

    /// <summary>A server that was not done with the last client may turn the next one away.</summary>
    private static BenchClient Again(int port)
    {
        while (true)
        {
            try
            {
                return new BenchClient(port);
            }
            catch (IOException)
            {
                Thread.Sleep(1);
            }
        }
    }

    private static void Busy(string name, EventLoop loop, Dictionary<string, string> results)
    {
        List<BenchDevice> devices = [.. Enumerable.Range(0, BusyPorts).Select(_ => new BenchDevice(loop))];
        using ServerUnderTest server = ServerUnderTest.Start(name, [.. devices.Select(d => d.Path)]);
        List<BenchClient> clients = [.. server.Ports.Select(port => new BenchClient(port))];
        clients.ForEach(c => c.SetBaudRate(115200));
        clients.ForEach(c => c.Settle());
        byte[] piece = [.. Enumerable.Repeat((byte)'p', BytesPerTick)];
        long received = 0;
        double before = server.ProcessorSeconds;
        long start = Stopwatch.GetTimestamp();
        for (int tick = 1; tick <= BusySeconds * TicksPerSecond; tick++)
        {
            for (int i = 0; i < BusyPorts; i++)
            {
                devices[i].Write(piece);
                clients[i].Send(piece);
                if (clients[i].Available > 0)
                    received += clients[i].Read(1);
            }
            TimeSpan ahead = TimeSpan.FromSeconds(tick / (double)TicksPerSecond) - Stopwatch.GetElapsedTime(start);
            if (ahead > TimeSpan.Zero)
                Thread.Sleep(ahead);
        }
        double load = (server.ProcessorSeconds - before) / Stopwatch.GetElapsedTime(start).TotalSeconds;
        Thread.Sleep(500);
        received += clients.Where(c => c.Available > 0).Sum(c => c.Read(c.Available));
        long sent = (long)BusySeconds * TicksPerSecond * BytesPerTick * BusyPorts;
        results["64 ports, 11520 B/s each way, % of a core"] = Text($"{load * 100:F1}");
        results["64 ports, bytes missing"] = Text($"{sent - received + sent - devices.Sum(d => d.Heard)}");
        clients.ForEach(c => c.Dispose());
        devices.ForEach(d => d.Dispose());
    }

    private static void Open(string name, EventLoop loop, Dictionary<string, string> results)
    {
        List<BenchDevice> devices = [.. Enumerable.Range(0, OpenPorts).Select(_ => new BenchDevice(loop))];
        using ServerUnderTest server = ServerUnderTest.Start(name, [.. devices.Select(d => d.Path)]);
        long start = Stopwatch.GetTimestamp();
        List<BenchClient> clients = [.. server.Ports.Select(port => new BenchClient(port))];
        clients.ForEach(c => c.SetBaudRate(115200));
        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        Thread.Sleep(3000);
        double before = server.ProcessorSeconds;
        Thread.Sleep(5000);
        results["512 clients connected and configured, s"] = Text($"{seconds:F2}");
        results["512 ports with clients, MB resident"] = Text($"{server.ResidentMegabytes:F1}");
        results["512 ports with clients, idle, % of a core"] = Text(
            $"{(server.ProcessorSeconds - before) / 5 * 100:F1}"
        );
        clients.ForEach(c => c.Dispose());
        devices.ForEach(d => d.Dispose());
    }

    private static double[] Times(int count, Action action)
    {
        for (int i = 0; i < Math.Min(count, 200); i++)
            action();
        double[] times = new double[count];
        for (int i = 0; i < count; i++)
        {
            long start = Stopwatch.GetTimestamp();
            action();
            times[i] = Stopwatch.GetElapsedTime(start).TotalSeconds;
        }
        Array.Sort(times);
        return times;
    }

    private static double Part(double[] sorted, double part) => sorted[(int)(sorted.Length * part)];

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
