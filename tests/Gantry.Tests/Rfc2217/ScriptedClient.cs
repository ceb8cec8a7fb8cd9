using System.Buffers;
using System.Text;
using Gantry.Rfc2217;

namespace Gantry.Tests.Rfc2217;

/// <summary>A client session with a log of what happened.</summary>
internal sealed class ScriptedClient
{
    private readonly Transcript _transcript = new();

    public ClientSession Session { get; init; } = new("Test client"u8.ToArray());

    public List<byte> Received => _transcript.Received;

    public IBufferWriter<byte> Output => _transcript.Output;

    public string Log => _transcript.Log;

    /// <summary>A client whose far end has agreed.</summary>
    public static ScriptedClient Agreed()
    {
        var client = new ScriptedClient();
        client.Session.Open(client.Output);
        client.Feed([0xFF, 0xFD, 0x2C]);
        client.TakeOutput();
        client._transcript.ClearLog();
        return client;
    }

    public byte[] TakeOutput() => _transcript.TakeOutput();

    public void Feed(ReadOnlySpan<byte> input)
    {
        while (Session.Read(ref input, Output, out ClientEvent happened))
            Handle(happened);
        input.Length.ShouldBe(0);
    }

    /// <summary>Feeds bytes and gives back what was logged for them.</summary>
    public string Hear(string hex)
    {
        _transcript.ClearLog();
        Feed(Hex.Bytes(hex));
        return Log.TrimEnd('\n');
    }

    /// <summary>Sends a request and gives back its bytes.</summary>
    public string Send(ComPortRequest request)
    {
        TakeOutput();
        Session.Send(request, Output);
        return Hex.Text(TakeOutput());
    }

    private void Handle(ClientEvent happened)
    {
        switch (happened.Kind)
        {
            case ClientEventKind.Data:
                _transcript.Data(happened.Data);
                return;
            case ClientEventKind.Answer:
                ComPortAnswer answer = happened.Answer;
                string value = answer.Value?.ToString() ?? "-";
                _transcript.Line($"{answer.Verdict} {answer.Kind} {value} {Encoding.Latin1.GetString(happened.Data)}");
                return;
            case ClientEventKind.ModemState:
                _transcript.Line($"ModemState {happened.ModemState}");
                return;
            case ClientEventKind.LineState:
                _transcript.Line($"LineState {happened.LineState}");
                return;
            case ClientEventKind.Negotiation:
                _transcript.Line($"{happened.Command} {happened.Option}");
                return;
            case ClientEventKind.Command:
                _transcript.Line($"Command {happened.Command}");
                return;
            default:
                _transcript.Line(happened.Kind.ToString());
                return;
        }
    }
}
