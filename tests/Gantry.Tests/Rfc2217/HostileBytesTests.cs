using FsCheck;
using FsCheck.Fluent;
using Gantry.Rfc2217;
using Gantry.Tests.Support;

namespace Gantry.Tests.Rfc2217;

public sealed class HostileBytesTests
{
    /// <summary>
    /// The most that one byte of input makes the server write: AYT, two bytes, is answered with nine; the signature is
    /// the caller's choice, and is short here.
    /// </summary>
    private const int WorstRatio = 5;

    private const int Megabytes10 = 10_000_000;

    /// <summary>
    /// Bytes: a few of the 8 KiB that a collection elsewhere makes count as allocated here, and far less than one a
    /// sequence would be.
    /// </summary>
    private const int ManyMegabytesMayCost = 128 * 1024;

    /// <summary>Divides the ten megabytes, and cuts most sequences somewhere.</summary>
    private const int Buffer = 4000;

    /// <summary>Whatever place a machine is in, this ends it: an option, no command, or the end of parameters.</summary>
    private static readonly byte[] WayOut = [0x00, 0xFF, 0xF0];

    [Fact]
    public void Whatever_comes_the_server_goes_on_and_answers_in_proportion() =>
        Prop.ForAll(
                Hostile.Bytes().ToArbitrary(),
                stream =>
                {
                    var server = new ScriptedServer();
                    server.Feed(stream);
                    server.TakeOutput().Length.ShouldBeLessThanOrEqualTo(WorstRatio * stream.Length);

                    server.Feed(WayOut);
                    server.Exchange("4d 31 30 35 ff fa 2c 02 00 ff f0").ShouldEndWith("ff fa 2c 66 08 ff f0");
                    Hex.Text(server.Received.TakeLast(4).ToArray()).ShouldBe("4d 31 30 35");
                }
            )
            .Check(Hostile.Config);

    [Fact]
    public void Whatever_comes_the_client_goes_on_and_answers_in_proportion() =>
        Prop.ForAll(
                Hostile.Bytes().ToArbitrary(),
                stream =>
                {
                    ScriptedClient client = ScriptedClient.Agreed();
                    client.Feed(stream);
                    int once = "Test client".Length + 6;
                    client.TakeOutput().Length.ShouldBeLessThanOrEqualTo(WorstRatio * stream.Length + once);

                    client.Feed(WayOut);
                    client.Feed("ok"u8);
                    Hex.Text(client.Received.TakeLast(2).ToArray()).ShouldBe("6f 6b");
                }
            )
            .Check(Hostile.Config);

    [Fact]
    public void Ten_megabytes_of_hostile_bytes_take_no_memory_and_end_nothing()
    {
        byte[] stream = Hostile.Bytes(Megabytes10, seed: 2217);
        var session = new AccessServerSession("Gantry"u8.ToArray());
        var output = new ScratchWriter();
        var port = new ComPortState();
        Serve(session, stream.AsSpan(0, Buffer), port, output);

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int start = 0; start < stream.Length; start += Buffer)
            Serve(session, stream.AsSpan(start, Buffer), port, output);

        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(ManyMegabytesMayCost);
        output.Count.ShouldBeLessThan(WorstRatio * Megabytes10);
        session.Malformed.ShouldBeGreaterThan(0);
        session.ComPortActive.ShouldBeTrue();
    }

    [Fact]
    public void Ten_megabytes_of_hostile_answers_take_no_memory_and_end_nothing()
    {
        byte[] stream = Hostile.Bytes(Megabytes10, seed: 7122);
        // Half of the codes that a client sends are made those of a server.
        for (int i = 3; i < stream.Length; i++)
        {
            if (stream[i - 1] == 44 && stream[i - 2] == 250 && (i & 1) == 0)
                stream[i] = (byte)(100 + stream[i] % 13);
        }
        var session = new ClientSession("Gantry"u8.ToArray());
        var output = new ScratchWriter();
        Listen(session, stream.AsSpan(0, Buffer), output);

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int start = 0; start < stream.Length; start += Buffer)
            Listen(session, stream.AsSpan(start, Buffer), output);

        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(ManyMegabytesMayCost);
        output.Count.ShouldBeLessThan(WorstRatio * Megabytes10);
        session.Malformed.ShouldBeGreaterThan(0);
    }

    [Fact]
    public void A_session_without_a_request_in_hand_is_a_few_hundred_bytes()
    {
        _ = new AccessServerSession();

        Allocations.Of(() => GC.KeepAlive(new AccessServerSession())).ShouldBeLessThan(320);
    }

    [Fact]
    public void Data_and_requests_are_read_and_written_without_an_allocation()
    {
        byte[] stream =
        [
            .. Hex.Bytes("4d 31 ff ff 30 35 0a ff fa 2c 01 00 03 d0 90 ff f0 ff fa 2c 05 08 ff f0 ff fd 06"),
        ];
        var session = new AccessServerSession("Gantry"u8.ToArray());
        var output = new ScratchWriter();
        var port = new ComPortState();
        Serve(session, stream, port, output);

        long allocated = Allocations.Of(() =>
        {
            for (int i = 0; i < 1000; i++)
            {
                Serve(session, stream, port, output);
                Gantry.Rfc2217.Telnet.TelnetWriter.WriteData(output, stream);
                session.ReportModemLines((i & 1) == 0 ? ModemState.Cts : ModemState.None, output);
            }
        });

        allocated.ShouldBe(0);
    }

    private static void Serve(
        AccessServerSession session,
        ReadOnlySpan<byte> input,
        ComPortState port,
        ScratchWriter output
    )
    {
        while (session.Read(ref input, output, out AccessServerEvent happened))
        {
            if (happened.Kind == AccessServerEventKind.Request)
                session.Answer(happened.Request, port, output);
        }
    }

    private static void Listen(ClientSession session, ReadOnlySpan<byte> input, ScratchWriter output)
    {
        while (session.Read(ref input, output, out _)) { }
    }
}
