using System.Net;
using System.Net.Sockets;
using System.Text;
using Gantry.Serial;
using Gantry.Simulator;
using Gantry.Simulator.Faults;
using Gantry.Simulator.Hosting;

namespace Gantry.Tests.Simulator;

/// <summary>Printers in real time, on ptys and TCP ports.</summary>
public sealed class LiveTests : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("gantry-test-");
    private readonly SerialPorts _ports = new(TimeProvider.System);
    private readonly CancellationToken _stop = TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _ports.Dispose();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task An_executed_command_is_in_the_list_before_its_ok_arrives()
    {
        using LiveSimulator simulator = Start(new PrinterOptions());
        await using ISerialPort port = await OpenAsync(simulator.Addresses[0]);

        for (int i = 1; i <= 20; i++)
        {
            (await AskAsync(port, $"M118 {i}")).ShouldBe($"{i}\r\nok\n");
            (await File.ReadAllLinesAsync(Executed, _stop))[^1].ShouldBe($"M118 {i}");
        }
    }

    [Fact]
    public async Task Many_printers_in_one_process_answer_each_for_itself()
    {
        using LiveSimulator simulator = Start(new PrinterOptions { BaudRate = 250000 }, count: 40);
        simulator.Addresses.Count.ShouldBe(40);
        simulator.Addresses[39].ShouldBe(Link + "40");

        string[] answers = await Task.WhenAll(
            simulator.Addresses.Select(
                async (address, i) =>
                {
                    await using ISerialPort port = await OpenAsync(address, 250000);
                    return await AskAsync(port, $"M118 I am {i}");
                }
            )
        );

        answers.ShouldBe(Enumerable.Range(0, 40).Select(i => $"I am {i}\r\nok\n"));
    }

    [Fact]
    public async Task What_the_last_host_left_unread_is_not_for_the_next()
    {
        using LiveSimulator simulator = Start(new PrinterOptions());
        await using (ISerialPort first = await OpenAsync(simulator.Addresses[0]))
        {
            await AskAsync(first, "M118 for the first");
            await first.WriteAsync("M118 left over\nM117 done\n"u8.ToArray(), _stop);
            await WaitForAsync(() => File.ReadAllText(Executed).Contains("M117 done", StringComparison.Ordinal));
        }

        await using ISerialPort second = await OpenAsync(simulator.Addresses[0]);
        (await AskAsync(second, "M118 for the second")).ShouldBe("for the second\r\nok\n");
    }

    [Fact]
    public async Task A_dropped_port_vanishes_with_its_link_and_comes_back()
    {
        using LiveSimulator simulator = Start(new PrinterOptions { Faults = FaultPlan.Parse("drop@2=300ms") });
        await using (ISerialPort port = await OpenAsync(simulator.Addresses[0]))
        {
            await AskAsync(port, "G92 X7");
            await port.WriteAsync("M117\n"u8.ToArray(), _stop);
            SerialPortException lost = await Should.ThrowAsync<SerialPortException>(() => ReadAsync(port, "never"));
            lost.Error.ShouldBe(SerialError.Lost);
            new FileInfo(Link).LinkTarget.ShouldBeNull();
        }

        await WaitForAsync(() => new FileInfo(Link).LinkTarget is not null);
        await using ISerialPort again = await OpenAsync(simulator.Addresses[0]);
        (await AskAsync(again, "M114")).ShouldStartWith("X:7.00 ");
    }

    [Fact]
    public async Task A_tcp_port_serves_one_host_at_a_time()
    {
        using LiveSimulator simulator = new(new LiveOptions { TcpAddress = new IPEndPoint(IPAddress.Loopback, 0) });
        int port = int.Parse(simulator.Addresses[0].Split(':')[^1], System.Globalization.CultureInfo.InvariantCulture);
        using (TcpClient first = await ConnectAsync(port))
        {
            (await AskAsync(first, "M118 one")).ShouldBe("one\r\nok\n");
            using TcpClient second = await ConnectAsync(port);
            (await second.GetStream().ReadAsync(new byte[10], _stop)).ShouldBe(0, "turned away");
        }

        // The first one's end may not have been seen yet.
        string answer = "";
        for (int i = 0; answer.Length == 0 && i < 1000; i++)
            answer = await TryAskAsync(port);
        answer.ShouldBe("two\r\nok\n");
    }

    [Fact]
    public async Task A_wire_without_a_limit_loses_nothing_however_much_comes_at_once()
    {
        using LiveSimulator simulator = Start(new PrinterOptions().MadeFast());
        await using ISerialPort port = await OpenAsync(simulator.Addresses[0]);
        const int Count = 5000;
        byte[] lines =
        [
            .. Enumerable.Range(1, Count).SelectMany(i => WindowedHost.Frame($"G1 X{i % 100} Y{i % 7}", i)),
        ];

        Task write = port.WriteAsync(lines, _stop).AsTask();
        string answers = await ReadAsync(port, $"ok\n", Count);
        await write;

        answers.Replace("ok\n", "", StringComparison.Ordinal).ShouldBeEmpty();
        (await File.ReadAllLinesAsync(Executed, _stop)).Length.ShouldBe(Count);
    }

    [Fact]
    public void A_taken_port_is_named()
    {
        using LiveSimulator first = new(new LiveOptions { TcpAddress = new IPEndPoint(IPAddress.Loopback, 0) });
        int port = int.Parse(first.Addresses[0].Split(':')[^1], System.Globalization.CultureInfo.InvariantCulture);

        Should
            .Throw<SimulatorException>(() =>
                new LiveSimulator(new LiveOptions { TcpAddress = new IPEndPoint(IPAddress.Loopback, port) })
            )
            .Message.ShouldContain($"Port {port} is taken");
    }

    [Fact]
    public void A_list_that_cannot_be_written_is_named()
    {
        string nowhere = Path.Combine(_folder.FullName, "no", "such", "folder");

        Should
            .Throw<SimulatorException>(() =>
                new LiveSimulator(new LiveOptions { PtyPath = Link, ExecutedPath = nowhere })
            )
            .Message.ShouldContain(nowhere);
        new FileInfo(Link).LinkTarget.ShouldBeNull();
    }

    [Fact]
    public void A_link_in_a_folder_that_is_not_there_is_named()
    {
        string nowhere = Path.Combine(_folder.FullName, "no", "printer.tty");

        Should
            .Throw<SerialPortException>(() => new LiveSimulator(new LiveOptions { PtyPath = nowhere }))
            .Message.ShouldContain(nowhere);
    }

    private string Link => Path.Combine(_folder.FullName, "printer.tty");

    private string Executed => Path.Combine(_folder.FullName, "executed");

    private LiveSimulator Start(PrinterOptions printer, int count = 1) =>
        new(
            new LiveOptions
            {
                Printer = printer,
                PtyPath = Link,
                ExecutedPath = Executed,
                Count = count,
            }
        );

    private async Task<ISerialPort> OpenAsync(string path, int baudRate = 115200) =>
        await _ports.OpenAsync(
            PortAddress.Parse(path),
            new PortOptions { Settings = new SerialSettings(baudRate) },
            _stop
        );

    private async Task<string> AskAsync(ISerialPort port, string line)
    {
        await port.WriteAsync(Encoding.ASCII.GetBytes(line + "\n"), _stop);
        return await ReadAsync(port, "ok\n");
    }

    private async Task<string> ReadAsync(ISerialPort port, string end, int times = 1)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(_stop);
        limit.CancelAfter(Limit);
        var text = new StringBuilder();
        byte[] buffer = new byte[4096];
        while (text.Length < end.Length * times || !text.ToString().EndsWith(end, StringComparison.Ordinal))
            text.Append(Encoding.ASCII.GetString(buffer.AsSpan(0, await port.ReadAsync(buffer, limit.Token))));
        return text.ToString();
    }

    private async Task<TcpClient> ConnectAsync(int port)
    {
        var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, port, _stop);
        return client;
    }

    private async Task<string> AskAsync(TcpClient client, string line)
    {
        NetworkStream stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(line + "\n"), _stop);
        var text = new StringBuilder();
        byte[] buffer = new byte[256];
        while (!text.ToString().EndsWith("ok\n", StringComparison.Ordinal))
        {
            int count = await stream.ReadAsync(buffer, _stop);
            if (count == 0)
                return "";
            text.Append(Encoding.ASCII.GetString(buffer, 0, count));
        }
        return text.ToString();
    }

    private async Task<string> TryAskAsync(int port)
    {
        using TcpClient client = await ConnectAsync(port);
        try
        {
            return await AskAsync(client, "M118 two");
        }
        catch (IOException)
        {
            return "";
        }
    }

    private static async Task WaitForAsync(Func<bool> condition)
    {
        using var limit = new CancellationTokenSource(Limit);
        while (!condition())
            await Task.Delay(5, limit.Token);
    }
}
