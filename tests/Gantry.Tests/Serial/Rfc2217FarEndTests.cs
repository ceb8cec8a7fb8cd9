using System.Net;
using System.Net.Sockets;
using Gantry.Serial;

namespace Gantry.Tests.Serial;

/// <summary>What is behind an address that somebody took for an access server.</summary>
public sealed class Rfc2217FarEndTests : IDisposable
{
    private readonly SerialPorts _ports = new(TimeProvider.System);
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationToken _stop = TestContext.Current.CancellationToken;

    public Rfc2217FarEndTests() => _listener.Start();

    public void Dispose()
    {
        _listener.Dispose();
        _ports.Dispose();
    }

    [Fact]
    public async Task A_server_that_says_nothing_is_not_rfc2217_and_the_raw_way_is_named()
    {
        SerialPortException e = await OpenAgainstAsync(far => Task.Delay(-1, far.Stop));

        e.Error.ShouldBe(SerialError.NotRfc2217);
        e.Message.ShouldContain($"tcp://127.0.0.1:{Port}");
    }

    [Fact]
    public async Task A_raw_share_is_not_rfc2217_whatever_its_device_says()
    {
        SerialPortException e = await OpenAgainstAsync(async far =>
        {
            await far.Socket.SendAsync("start\necho:Marlin 2.1\n"u8.ToArray());
            await Task.Delay(-1, far.Stop);
        });

        e.Error.ShouldBe(SerialError.NotRfc2217);
        e.Message.ShouldContain("sends data");
    }

    [Fact]
    public async Task A_device_that_echoes_our_own_offers_is_not_rfc2217()
    {
        SerialPortException e = await OpenAgainstAsync(async far =>
        {
            byte[] buffer = new byte[1024];
            while (await far.Socket.ReceiveAsync(buffer, far.Stop) is > 0 and var count)
                await far.Socket.SendAsync(buffer.AsMemory(0, count), far.Stop);
        });

        e.Error.ShouldBe(SerialError.NotRfc2217);
    }

    [Fact]
    public async Task A_web_server_is_not_rfc2217()
    {
        SerialPortException e = await OpenAgainstAsync(async far =>
            await far.Socket.SendAsync("HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n"u8.ToArray())
        );

        e.Error.ShouldBe(SerialError.NotRfc2217);
        e.Message.ShouldContain("web server");
    }

    [Fact]
    public async Task A_telnet_server_that_refuses_the_option_is_not_rfc2217()
    {
        // DONT COM-PORT, and long before the time limit.
        SerialPortException e = await OpenAgainstAsync(
            async far =>
            {
                await far.Socket.SendAsync(new byte[] { 0xFF, 0xFE, 0x2C });
                await Task.Delay(-1, far.Stop);
            },
            "?timeout=60"
        );

        e.Error.ShouldBe(SerialError.NotRfc2217);
        e.Message.ShouldContain("refuses the option");
    }

    [Fact]
    public async Task A_busy_server_that_says_so_is_quoted_without_its_control_characters()
    {
        SerialPortException e = await OpenAgainstAsync(async far =>
            await far.Socket.SendAsync("Port already in use\e[0m\r\n"u8.ToArray())
        );

        e.Error.ShouldBe(SerialError.Busy);
        e.Message.ShouldContain("\"Port already in use [0m\"");
    }

    [Fact]
    public async Task A_server_that_closes_at_once_is_busy()
    {
        SerialPortException e = await OpenAgainstAsync(_ => Task.CompletedTask);

        e.Error.ShouldBe(SerialError.Busy);
    }

    [Fact]
    public async Task A_server_that_agrees_and_then_says_why_not_is_busy()
    {
        SerialPortException e = await OpenAgainstAsync(async far =>
        {
            await far.Socket.SendAsync(new byte[] { 0xFF, 0xFD, 0x2C });
            await far.Socket.SendAsync("Device open failure\r\n"u8.ToArray());
        });

        e.Error.ShouldBe(SerialError.Busy);
        e.Message.ShouldContain("Device open failure");
    }

    [Fact]
    public async Task A_server_that_agrees_and_answers_nothing_is_a_time_out()
    {
        SerialPortException e = await OpenAgainstAsync(async far =>
        {
            await far.Socket.SendAsync(new byte[] { 0xFF, 0xFD, 0x2C });
            await Task.Delay(-1, far.Stop);
        });

        e.Error.ShouldBe(SerialError.Timeout);
    }

    [Fact]
    public async Task Nobody_there_is_not_found()
    {
        _listener.Stop();

        var e = await Should.ThrowAsync<SerialPortException>(() => OpenAsync("?timeout=1"));

        e.Error.ShouldBe(SerialError.NotFound);
    }

    private int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    private async Task<SerialPortException> OpenAgainstAsync(
        Func<FarEnd, Task> behaviour,
        string options = "?timeout=0.3"
    )
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(_stop);
        Task serving = ServeAsync(behaviour, ended.Token);
        var e = await Should.ThrowAsync<SerialPortException>(() => OpenAsync(options));
        await ended.CancelAsync();
        await serving;
        return e;
    }

    private Task<ISerialPort> OpenAsync(string options) =>
        _ports.OpenAsync(PortAddress.Parse($"rfc2217://127.0.0.1:{Port}{options}"), new PortOptions(), _stop);

    private async Task ServeAsync(Func<FarEnd, Task> behaviour, CancellationToken stop)
    {
        using Socket client = await _listener.AcceptSocketAsync(stop);
        try
        {
            await behaviour(new FarEnd(client, stop));
            client.Shutdown(SocketShutdown.Send);
            await client.ReceiveAsync(new byte[1024], stop);
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException)
        {
            // The opening has given up.
        }
    }

    private sealed record FarEnd(Socket Socket, CancellationToken Stop);
}
