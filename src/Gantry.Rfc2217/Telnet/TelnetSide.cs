using System.Buffers;

namespace Gantry.Rfc2217.Telnet;

/// <summary>
/// The options of one side of a connection, by the Q method (RFC 1143) without its queue: nobody here ever asks for an
/// option and then thinks better of it, so "no", "asked" and "yes" are all the states there are.
/// </summary>
/// <remarks>A mutable structure: keep it in a field and never copy it. Options from 64 up can only be refused.</remarks>
internal struct TelnetSide
{
    private readonly TelnetCommand _yes;
    private readonly TelnetCommand _no;
    private readonly ulong _allowed;
    private ulong _asked;
    private ulong _on;
    private OptionSet _refused;

    private TelnetSide(TelnetCommand yes, TelnetCommand no, ReadOnlySpan<TelnetOption> allowed)
    {
        _yes = yes;
        _no = no;
        foreach (TelnetOption option in allowed)
            _allowed |= Bit((byte)option);
    }

    /// <summary>Our own options: we say WILL and WONT, the far end DO and DONT.</summary>
    public static TelnetSide Ours(params ReadOnlySpan<TelnetOption> allowed) =>
        new(TelnetCommand.Will, TelnetCommand.Wont, allowed);

    /// <summary>The far end's options: we say DO and DONT, it says WILL and WONT.</summary>
    public static TelnetSide Theirs(params ReadOnlySpan<TelnetOption> allowed) =>
        new(TelnetCommand.Do, TelnetCommand.Dont, allowed);

    /// <summary>Whether both ends agreed on the option.</summary>
    public readonly bool Has(TelnetOption option) => (_on & Bit((byte)option)) != 0;

    /// <summary>Asks for the option, unless that was done or the far end came first.</summary>
    public void Ask(TelnetOption option, IBufferWriter<byte> output)
    {
        ulong bit = Bit((byte)option);
        if (((_asked | _on) & bit) != 0)
            return;
        _asked |= bit;
        TelnetWriter.WriteNegotiation(output, _yes, (byte)option);
    }

    /// <summary>The far end says yes: as an answer, which needs none, or of its own accord, which needs one.</summary>
    public void HearYes(byte option, IBufferWriter<byte> output)
    {
        ulong bit = Bit(option);
        if ((_on & bit) != 0)
            return;
        if ((_asked & bit) != 0)
            SwitchOn(bit);
        else if ((_allowed & bit) != 0)
        {
            SwitchOn(bit);
            TelnetWriter.WriteNegotiation(output, _yes, option);
        }
        else if (_refused.Add(option))
            TelnetWriter.WriteNegotiation(output, _no, option);
    }

    /// <summary>The far end says no. Only an option in use needs the answer that it no longer is.</summary>
    public void HearNo(byte option, IBufferWriter<byte> output)
    {
        ulong bit = Bit(option);
        _asked &= ~bit;
        if ((_on & bit) == 0)
            return;
        _on &= ~bit;
        TelnetWriter.WriteNegotiation(output, _no, option);
    }

    private void SwitchOn(ulong bit)
    {
        _on |= bit;
        _asked &= ~bit;
    }

    private static ulong Bit(byte option) => option < 64 ? 1UL << option : 0;
}
