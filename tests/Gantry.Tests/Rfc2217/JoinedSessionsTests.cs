using FsCheck;
using FsCheck.Fluent;
using Gantry.Rfc2217;
using Gantry.Rfc2217.Telnet;

namespace Gantry.Tests.Rfc2217;

/// <summary>Our client and our server, joined in memory by a line that cuts as it likes.</summary>
public sealed class JoinedSessionsTests
{
    /// <summary>Far more turns than an honest conversation takes; one that loops uses them up.</summary>
    private const int Turns = 10_000;

    [Fact]
    public void They_agree_and_fall_silent()
    {
        var line = new Line(new Random(1));

        line.Open();
        line.Settle();

        line.Client.Session.FarEnd.ShouldBe(FarEndState.Agreed);
        line.Client.Session.Binary.ShouldBeTrue();
        line.Client.Session.ModemState.ShouldBe(ModemState.None);
        line.Server.Session.ComPortActive.ShouldBeTrue();
    }

    [Fact]
    public void However_they_are_cut_all_data_arrives_all_requests_are_answered_and_both_know_the_same() =>
        Prop.ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), Converse).Check(Hostile.Config);

    private static void Converse(int seed)
    {
        var random = new Random(seed);
        var line = new Line(random);
        line.Open();
        line.Settle();
        List<byte> toServer = [];
        List<byte> toClient = [];
        ComPortState expected = line.Server.Port;
        for (int step = 0; step < 40; step++)
        {
            switch (random.Next(4))
            {
                case 0:
                    toServer.AddRange(Send(line.Client.Output, random));
                    break;
                case 1:
                    toClient.AddRange(Send(line.Server.Output, random));
                    break;
                case 2:
                    expected = Ask(line.Client, expected, random);
                    break;
                default:
                    expected = expected with { ModemLines = (ModemState)(random.Next(16) << 4) };
                    line.Server.Port = line.Server.Port with { ModemLines = expected.ModemLines };
                    line.Server.Session.ReportModemLines(expected.ModemLines, line.Server.Output);
                    break;
            }
            if (random.Next(3) == 0)
                line.Turn();
        }
        line.Settle();

        line.Server.Received.ShouldBe(toServer);
        line.Client.Received.ShouldBe(toClient);
        line.Server.Port.ShouldBe(expected);
        (line.Client.Session.ModemState!.Value & ModemState.Lines).ShouldBe(expected.ModemLines);
        foreach (ComPortRequestKind kind in Enum.GetValues<ComPortRequestKind>())
            line.Client.Session.IsOutstanding(kind).ShouldBeFalse(kind.ToString());
        line.Client.Log.ShouldNotContain("Different");
        line.Server.Session.Malformed.ShouldBe(0);
        line.Client.Session.Malformed.ShouldBe(0);
    }

    private static byte[] Send(System.Buffers.IBufferWriter<byte> output, Random random)
    {
        byte[] data = Hostile.Bytes(random.Next(200), random.Next());
        TelnetWriter.WriteData(output, data);
        return data;
    }

    private static ComPortState Ask(ScriptedClient client, ComPortState port, Random random)
    {
        bool on = random.Next(2) == 0;
        (ComPortRequest request, ComPortState after) = random.Next(9) switch
        {
            0 => Baud((uint)random.Next(1, int.MaxValue)),
            1 => (ComPortRequest.SetDataSize(7), port with { DataSize = 7 }),
            2 => (ComPortRequest.SetParity(ComPortParity.Even), port with { Parity = ComPortParity.Even }),
            3 => (ComPortRequest.SetStopSize(ComPortStopSize.Two), port with { StopSize = ComPortStopSize.Two }),
            4 => (ComPortRequest.SetDtr(on), port with { Dtr = on }),
            5 => (ComPortRequest.SetRts(on), port with { Rts = on }),
            6 => (ComPortRequest.SetBreak(on), port with { Break = on }),
            7 => (ComPortRequest.Query((ComPortRequestKind)random.Next(8)), port),
            _ => (ComPortRequest.Purge(ComPortPurge.Both), port),
        };
        client.Session.Send(request, client.Output);
        return after;

        (ComPortRequest, ComPortState) Baud(uint baud) =>
            (ComPortRequest.SetBaudRate(baud), port with { BaudRate = baud });
    }

    private sealed class Line(Random random)
    {
        public ScriptedServer Server { get; } = new();

        public ScriptedClient Client { get; } = new();

        public void Open()
        {
            Server.Session.ReportModemLines(ModemState.None, Server.Output);
            if (random.Next(2) == 0)
                Server.Session.Open(Server.Output);
            Client.Session.Open(Client.Output);
            if (random.Next(2) == 0)
                Turn();
            Server.Session.Open(Server.Output);
        }

        public void Settle()
        {
            for (int turn = 0; turn < Turns; turn++)
            {
                if (!Turn())
                    return;
            }
            throw new InvalidOperationException("The two never fall silent.");
        }

        /// <summary>Carries what both have written; false when that is nothing.</summary>
        public bool Turn()
        {
            byte[] toServer = Client.TakeOutput();
            byte[] toClient = Server.TakeOutput();
            foreach (byte[] piece in Hostile.Cut(toServer, random))
                Server.Feed(piece);
            foreach (byte[] piece in Hostile.Cut(toClient, random))
                Client.Feed(piece);
            return toServer.Length + toClient.Length > 0;
        }
    }
}
