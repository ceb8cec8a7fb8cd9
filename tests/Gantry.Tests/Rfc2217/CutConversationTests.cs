using FsCheck;
using FsCheck.Fluent;
using Gantry.Rfc2217;

namespace Gantry.Tests.Rfc2217;

/// <summary>Whole conversations, cut wherever a network may cut them.</summary>
public sealed class CutConversationTests
{
    /// <summary>What pySerial 3.5 sends to open a port at 250000 baud, write and close, with a few extras in between.</summary>
    private static byte[] PySerialClient =>
        [
            .. Hex.Bytes("ff fd 01 ff fb 03 ff fd 03 ff fd 2c ff fb 2c ff fb 00 ff fd 00"),
            .. Hex.Bytes("ff fa 2c 01 00 03 d0 90 ff f0 ff fa 2c 02 08 ff f0"),
            .. Hex.Bytes("ff fa 2c 03 01 ff f0 ff fa 2c 04 01 ff f0"),
            .. Hex.Bytes("ff fa 2c 05 01 ff f0 ff fa 2c 05 08 ff f0 ff fa 2c 05 0b ff f0"),
            .. Hex.Bytes("ff fa 2c 0c 01 ff f0 ff fa 2c 0c 02 ff f0"),
            .. "N1 M105*38\n"u8,
            .. Hex.Bytes("ff ff 00 ff ff ff ff ff f3 ff fa 2c 0b ff ff ff f0"),
            .. Hex.Bytes("ff fa ff f0 ff fa 2c 07 ff f0 ff fd 06 ff f6"),
            .. Hex.Bytes("ff fa 2c 01 00 00 ff ff 00 ff f0 ff fa 2c 00 ff ff 41 ff f0"),
            .. "M112\n"u8,
        ];

    /// <summary>What a server with a printer on it sends.</summary>
    private static byte[] Server =>
        [
            .. Hex.Bytes("ff fb 03 ff fb 01 ff fe 01 ff fd 00 ff fb 00 ff fd 2c ff fa 2c 6b 00 ff f0"),
            .. Hex.Bytes("ff fa 2c 65 00 00 ff ff 00 ff f0 ff fa 2c 69 08 ff f0"),
            .. "start\nok T:20.1 /0.0\n"u8,
            .. Hex.Bytes("ff ff ff ff 41 ff fa 2c 6b ff ff ff f0 ff fa 2c 6c ff f0 ff fa 2c 6d ff f0"),
            .. Hex.Bytes("ff fa 2c 64 67 61 ff ff ff f0 ff fa 2c ff 01 ff f0 ff f1"),
            .. "ok\n"u8,
        ];

    [Fact]
    public void The_server_sees_and_says_the_same_at_every_cut()
    {
        byte[] stream = PySerialClient;
        (string Log, string Output) whole = Serve([stream]);

        whole.Log.ShouldContain("Set BaudRate 250000");
        for (int cut = 0; cut <= stream.Length; cut++)
            Serve([stream[..cut], stream[cut..]]).ShouldBe(whole, $"cut at {cut}");
        Serve(stream.Select(b => new[] { b })).ShouldBe(whole);
    }

    [Fact]
    public void The_client_sees_and_says_the_same_at_every_cut()
    {
        byte[] stream = Server;
        (string Log, string Output) whole = Listen([stream]);

        whole.Log.ShouldContain("Agreed");
        for (int cut = 0; cut <= stream.Length; cut++)
            Listen([stream[..cut], stream[cut..]]).ShouldBe(whole, $"cut at {cut}");
        Listen(stream.Select(b => new[] { b })).ShouldBe(whole);
    }

    [Fact]
    public void Any_bytes_in_any_pieces_are_read_the_same_by_both() =>
        Prop.ForAll(
                Hostile.Bytes().ToArbitrary(),
                Gen.Choose(0, int.MaxValue).ToArbitrary(),
                (stream, seed) =>
                {
                    Serve(Hostile.Cut(stream, new Random(seed))).ShouldBe(Serve([stream]));
                    Listen(Hostile.Cut(stream, new Random(seed))).ShouldBe(Listen([stream]));
                }
            )
            .Check(Hostile.Config);

    [Fact]
    public void Runs_of_data_can_be_moved_together_in_the_buffer_they_came_in()
    {
        byte[] buffer = Hex.Bytes("41 ff ff 42 43 ff ff ff ff 44 45 ff ff");
        var session = new AccessServerSession();
        var output = new ScratchWriter();
        ReadOnlySpan<byte> input = buffer;
        int length = 0;

        while (session.Read(ref input, output, out AccessServerEvent happened))
        {
            happened.Data.CopyTo(buffer.AsSpan(length));
            length += happened.Data.Length;
        }

        Hex.Text(buffer.AsSpan(0, length)).ShouldBe("41 ff 42 43 ff ff 44 45 ff");
    }

    private static (string Log, string Output) Serve(IEnumerable<byte[]> pieces)
    {
        var server = new ScriptedServer();
        server.Session.ReportModemLines(ModemState.Dsr, server.Output);
        server.Session.Open(server.Output);
        foreach (byte[] piece in pieces)
            server.Feed(piece);
        return (server.Log, Hex.Text(server.TakeOutput()));
    }

    private static (string Log, string Output) Listen(IEnumerable<byte[]> pieces)
    {
        var client = new ScriptedClient();
        client.Session.Open(client.Output);
        foreach (byte[] piece in pieces)
            client.Feed(piece);
        return (client.Log, Hex.Text(client.TakeOutput()));
    }
}
