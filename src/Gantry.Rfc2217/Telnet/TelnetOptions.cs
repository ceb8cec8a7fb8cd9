using System.Buffers;

namespace Gantry.Rfc2217.Telnet;

/// <summary>The options of both sides of a connection.</summary>
/// <remarks>A mutable structure: keep it in a field and never copy it.</remarks>
internal struct TelnetOptions(ReadOnlySpan<TelnetOption> ours, ReadOnlySpan<TelnetOption> theirs)
{
    /// <summary>What we do: offered by our WILL, agreed to by the far end's DO.</summary>
    public TelnetSide Ours = TelnetSide.Ours(ours);

    /// <summary>What the far end does: asked for by our DO, agreed to by its WILL.</summary>
    public TelnetSide Theirs = TelnetSide.Theirs(theirs);

    /// <summary>Takes in what the far end says, and answers where an answer is due.</summary>
    public void Hear(TelnetCommand verb, byte option, IBufferWriter<byte> output)
    {
        switch (verb)
        {
            // Not an option to agree on: each question is answered, once all before it was read (RFC 860).
            case TelnetCommand.Do when option == (byte)TelnetOption.TimingMark:
                TelnetWriter.WriteNegotiation(output, TelnetCommand.Will, option);
                break;
            case TelnetCommand.Do:
                Ours.HearYes(option, output);
                break;
            case TelnetCommand.Dont:
                Ours.HearNo(option, output);
                break;
            case TelnetCommand.Will:
                Theirs.HearYes(option, output);
                break;
            default:
                Theirs.HearNo(option, output);
                break;
        }
    }
}
