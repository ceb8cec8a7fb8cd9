using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using Gantry.Serial.Linux;

namespace Gantry.Bench.Sharing;

/// <summary>What some clients may do to the others: one that watches and never reads, and one that sends rubbish.</summary>
internal static class SharingHarm
{
    private const int BulkBytes = 32 * 1024 * 1024;
    private const long HostileBytes = 100_000_000;
    private const int Connections = 20;

    /// <summary>How fast a writer gets the device's words beside a watcher that takes none of them; Gantry alone has watchers.</summary>
    public static void SlowWatcher(EventLoop loop, Dictionary<string, string> results)
    {
        using var device = new BenchDevice(loop);
        using ServerUnderTest server = ServerUnderTest.Start("gantry", [device.Path]);
        using var writer = new BenchClient(server.Ports[0]);
        writer.SetBaudRate(115200);
        writer.Settle();
        using var watcher = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        watcher.Connect("127.0.0.1", server.Ports[0]);
        watcher.Send("?mode=watch\n"u8);
        Thread.Sleep(200);
        long start = Stopwatch.GetTimestamp();
        device.Say(BulkBytes);
        writer.Read(BulkBytes);
        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        results["device to client beside a deaf watcher, MB/s"] = Text($"{BulkBytes / 1e6 / seconds:F1}");
    }

    /// <summary>100 MB of seeded bytes, a third of them nearly commands, to one port; what that does to memory and to another port.</summary>
    public static void Hostile(string name, EventLoop loop, Dictionary<string, string> results)
    {
        using var hit = new BenchDevice(loop);
        using var other = new BenchDevice(loop) { Echoes = true };
        using ServerUnderTest server = ServerUnderTest.Start(name, [hit.Path, other.Path]);
        using var quiet = new BenchClient(server.Ports[1]);
        quiet.SetBaudRate(115200);
        quiet.Settle();
        double before = server.ResidentMegabytes;
        long sent = 0;
        var attack = new Thread(() => Volatile.Write(ref sent, Attack(server.Ports[0]))) { Name = "attack" };
        attack.Start();
        var times = new List<double>();
        double most = before;
        byte[] message = [.. Enumerable.Repeat((byte)'e', 32)];
        while (attack.IsAlive)
        {
            long start = Stopwatch.GetTimestamp();
            quiet.Send(message);
            quiet.Read(message.Length);
            times.Add(Stopwatch.GetElapsedTime(start).TotalSeconds);
            if (times.Count % 500 == 0)
                most = Math.Max(most, server.ResidentMegabytes);
        }
        times.Sort();
        results["100 MB of rubbish, MB taken"] = Text($"{sent / 1e6:F0}");
        results["100 MB of rubbish, resident before / most, MB"] = Text($"{before:F1} / {most:F1}");
        results["100 MB of rubbish, echo at another port, p50 / p99, us"] = Text(
            $"{times[times.Count / 2] * 1e6:F0} / {times[(int)(times.Count * 0.99)] * 1e6:F0}"
        );
    }

    /// <summary>A server may close the connection over it; then the next one goes on.</summary>
    private static long Attack(int port)
    {
        var random = new Random(2217);
        byte[] bytes = new byte[1024 * 1024];
        long sent = 0;
        for (int i = 0; i < Connections; i++)
        {
            using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            socket.Connect("127.0.0.1", port);
            socket.ReceiveTimeout = 100;
            var drain = new Thread(() => Drain(socket)) { IsBackground = true };
            drain.Start();
            try
            {
                socket.Send([255, 251, 44]);
                while (sent < HostileBytes * (i + 1) / Connections)
                {
                    random.NextBytes(bytes);
                    for (
                        int at = i % 3 == 0 ? bytes.Length : 0;
                        at < bytes.Length - 8;
                        at += random.Next(3, 40 * (i % 3))
                    )
                        Rubbish(random).CopyTo(bytes, at);
                    sent += socket.Send(bytes);
                }
                socket.Shutdown(SocketShutdown.Send);
            }
            catch (SocketException)
            {
                // Thrown out.
            }
            drain.Join(TimeSpan.FromSeconds(5));
        }
        return sent;
    }

    private static byte[] Rubbish(Random random) =>
        random.Next(3) switch
        {
            0 => [255, 250, 44],
            1 => [255, 240],
            _ => [255, 250, 44, (byte)random.Next(13)],
        };

    private static void Drain(Socket socket)
    {
        byte[] buffer = new byte[64 * 1024];
        try
        {
            while (true)
                if (
                    socket.Receive(buffer, SocketFlags.None, out SocketError error) == 0
                    && error != SocketError.TimedOut
                )
                    return;
        }
        catch (ObjectDisposedException)
        {
            // The attack went on to the next one.
        }
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
