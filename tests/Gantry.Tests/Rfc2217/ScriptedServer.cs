using System.Buffers;
using System.Text;
using Gantry.Rfc2217;

namespace Gantry.Tests.Rfc2217;

/// <summary>An access server session with a port that does all it is asked, and a log of what happened.</summary>
internal sealed class ScriptedServer
{
    private readonly Transcript _transcript = new();

    public AccessServerSession Session { get; init; } = new("Test server"u8.ToArray());

    /// <summary>How the port stands; a test that wants a port with a will of its own sets <see cref="Obeys"/>.</summary>
    public ComPortState Port { get; set; } = new() { BaudRate = 115200 };

    public bool Obeys { get; set; } = true;

    public List<byte> Received => _transcript.Received;

    public string Log => _transcript.Log;

    public byte[] TakeOutput() => _transcript.TakeOutput();

    public IBufferWriter<byte> Output => _transcript.Output;

    public void Feed(ReadOnlySpan<byte> input)
    {
        while (Session.Read(ref input, Output, out AccessServerEvent happened))
            Handle(happened);
        input.Length.ShouldBe(0);
    }

    /// <summary>Feeds bytes and gives back what they made the server write.</summary>
    public string Exchange(string hex)
    {
        TakeOutput();
        Feed(Hex.Bytes(hex));
        return Hex.Text(TakeOutput());
    }

    private void Handle(AccessServerEvent happened)
    {
        switch (happened.Kind)
        {
            case AccessServerEventKind.Data:
                _transcript.Data(happened.Data);
                return;
            case AccessServerEventKind.Request:
                ComPortRequest request = happened.Request;
                _transcript.Line(
                    $"{request.Intent} {request.Kind} {request.Value} {Encoding.Latin1.GetString(happened.Data)}"
                );
                if (Obeys && request.Intent == ComPortIntent.Set)
                    Port = Carry(request, Port);
                Session.Answer(request, Port, Output);
                return;
            case AccessServerEventKind.Negotiation:
                _transcript.Line($"{happened.Command} {happened.Option}");
                return;
            default:
                _transcript.Line($"{happened.Kind} {happened.Command}");
                return;
        }
    }

    private static ComPortState Carry(ComPortRequest request, ComPortState port) =>
        request.Kind switch
        {
            ComPortRequestKind.BaudRate => port with { BaudRate = request.Value },
            ComPortRequestKind.DataSize => port with { DataSize = (byte)request.Value },
            ComPortRequestKind.Parity => port with { Parity = (ComPortParity)request.Value },
            ComPortRequestKind.StopSize => port with { StopSize = (ComPortStopSize)request.Value },
            ComPortRequestKind.FlowControl => port with { FlowControl = (ComPortFlowControl)request.Value },
            ComPortRequestKind.InboundFlowControl => port with
            {
                InboundFlowControl = (ComPortInboundFlowControl)request.Value,
            },
            ComPortRequestKind.Break => port with { Break = request.On },
            ComPortRequestKind.Dtr => port with { Dtr = request.On },
            ComPortRequestKind.Rts => port with { Rts = request.On },
            _ => port,
        };
}
