namespace Gantry.Rfc2217.Telnet;

/// <summary>
/// Cuts a Telnet byte stream (RFC 854, RFC 855) into tokens, one a call. It keeps its place between calls, so the input
/// may be cut anywhere; it never looks beyond the token that it returns.
/// </summary>
/// <remarks>A mutable structure: keep it in a field and never copy it.</remarks>
internal struct TelnetDecoder
{
    /// <summary>
    /// The most bytes of a sub-negotiation that are kept, option byte included, IAC undoubled. The longest that anybody
    /// here reads, SIGNATURE aside, has 6.
    /// </summary>
    public const int LongestSubnegotiation = 64;

    /// <summary>The same for SIGNATURE: option, code and a text of 255 bytes.</summary>
    public const int LongestSignature = 2 + ComPortCode.LongestSignatureText;

    private const byte Iac = (byte)TelnetCommand.InterpretAsCommand;

    private enum Place : byte
    {
        Data,
        AfterIac,
        Option,
        Parameters,
        ParametersAfterIac,
    }

    private byte[]? _parameters;
    private int _length;
    private Place _place;
    private TelnetCommand _verb;
    private bool _spoilt;

    /// <summary>Sequences that were swallowed because they mean nothing; stops counting at its largest value.</summary>
    public int Malformed { get; private set; }

    /// <summary>Counts a sequence that is whole, but says nothing that its reader understands.</summary>
    public void CountMalformed()
    {
        if (Malformed < int.MaxValue)
            Malformed++;
    }

    /// <summary>
    /// Takes one token off the front of <paramref name="input"/>; false when the rest of the input, now empty, holds
    /// no whole one.
    /// </summary>
    public bool Read(ref ReadOnlySpan<byte> input, out TelnetToken token)
    {
        while (!input.IsEmpty)
        {
            bool found = _place switch
            {
                Place.Data => ReadData(ref input, out token),
                Place.AfterIac => ReadAfterIac(ref input, out token),
                Place.Option => ReadOption(ref input, out token),
                Place.Parameters => ReadParameters(ref input, out token),
                _ => ReadParametersAfterIac(ref input, out token),
            };
            if (found)
                return true;
        }
        token = default;
        return false;
    }

    private bool ReadData(ref ReadOnlySpan<byte> input, out TelnetToken token)
    {
        int length = input.IndexOf(Iac);
        if (length == 0)
        {
            input = input[1..];
            _place = Place.AfterIac;
            token = default;
            return false;
        }
        token = TelnetToken.OfData(Take(ref input, length < 0 ? input.Length : length));
        return true;
    }

    private bool ReadAfterIac(ref ReadOnlySpan<byte> input, out TelnetToken token)
    {
        token = default;
        _place = Place.Data;
        if (input[0] == Iac)
        {
            // The second IAC of a pair is data, and so is what follows it: one run, still without a copy.
            int length = input[1..].IndexOf(Iac);
            token = TelnetToken.OfData(Take(ref input, length < 0 ? input.Length : length + 1));
            return true;
        }
        var command = (TelnetCommand)input[0];
        input = input[1..];
        switch (command)
        {
            case TelnetCommand.Will or TelnetCommand.Wont or TelnetCommand.Do or TelnetCommand.Dont:
                BeginNegotiation(command);
                return false;
            case TelnetCommand.SubnegotiationBegin:
                BeginSubnegotiation();
                return false;
            case TelnetCommand.SubnegotiationEnd or < TelnetCommand.EndOfFile:
                CountMalformed();
                return false;
            default:
                token = TelnetToken.OfCommand(command);
                return true;
        }
    }

    private bool ReadOption(ref ReadOnlySpan<byte> input, out TelnetToken token)
    {
        token = TelnetToken.OfNegotiation(_verb, input[0]);
        input = input[1..];
        _place = Place.Data;
        return true;
    }

    private bool ReadParameters(ref ReadOnlySpan<byte> input, out TelnetToken token)
    {
        token = default;
        int length = input.IndexOf(Iac);
        Keep(Take(ref input, length < 0 ? input.Length : length));
        if (length >= 0)
        {
            input = input[1..];
            _place = Place.ParametersAfterIac;
        }
        return false;
    }

    /// <summary>
    /// RFC 855 knows two sequences here: IAC IAC is the parameter 255, IAC SE the end. A third begins a negotiation, or
    /// another sub-negotiation: then the end got lost, and to wait for it would swallow the data that follows. Anything
    /// else is dropped, and with it what it stood in, but only up to the end, so that no parameter passes for data.
    /// </summary>
    private bool ReadParametersAfterIac(ref ReadOnlySpan<byte> input, out TelnetToken token)
    {
        token = default;
        var command = (TelnetCommand)input[0];
        switch (command)
        {
            case TelnetCommand.SubnegotiationEnd:
                input = input[1..];
                return EndSubnegotiation(out token);
            case TelnetCommand.InterpretAsCommand:
                Keep(input[..1]);
                break;
            case TelnetCommand.SubnegotiationBegin:
                CountMalformed();
                BeginSubnegotiation();
                break;
            case TelnetCommand.Will or TelnetCommand.Wont or TelnetCommand.Do or TelnetCommand.Dont:
                CountMalformed();
                BeginNegotiation(command);
                input = input[1..];
                return false;
            default:
                _spoilt = true;
                break;
        }
        input = input[1..];
        _place = Place.Parameters;
        return false;
    }

    private void BeginNegotiation(TelnetCommand verb)
    {
        _verb = verb;
        _place = Place.Option;
    }

    private void BeginSubnegotiation()
    {
        _length = 0;
        _spoilt = false;
        _place = Place.Parameters;
    }

    private bool EndSubnegotiation(out TelnetToken token)
    {
        _place = Place.Data;
        if (_spoilt || _length == 0)
        {
            CountMalformed();
            token = default;
            return false;
        }
        token = TelnetToken.OfSubnegotiation(_parameters.AsSpan(0, _length));
        return true;
    }

    /// <summary>Keeps parameters up to their cap; what is longer is spoilt, and takes no more memory.</summary>
    private void Keep(ReadOnlySpan<byte> parameters)
    {
        if (_spoilt)
            return;
        // The first two bytes tell how long the rest may be.
        while (_length < 2 && !parameters.IsEmpty)
            Append(Take(ref parameters, 1));
        if (parameters.Length > Longest - _length)
            _spoilt = true;
        else
            Append(parameters);
    }

    private readonly int Longest =>
        _length >= 2
        && _parameters![0] == (byte)TelnetOption.ComPort
        && _parameters[1] is ComPortCode.Signature or ComPortCode.Signature + ComPortCode.FromServer
            ? LongestSignature
            : LongestSubnegotiation;

    private void Append(ReadOnlySpan<byte> parameters)
    {
        int needed = _length + parameters.Length;
        // Eight bytes hold every command but SIGNATURE; most clients never make this grow.
        _parameters ??= new byte[8];
        if (needed > _parameters.Length)
            Array.Resize(ref _parameters, Math.Max(needed, Math.Min(_parameters.Length * 2, LongestSignature)));
        parameters.CopyTo(_parameters.AsSpan(_length));
        _length = needed;
    }

    private static ReadOnlySpan<byte> Take(ref ReadOnlySpan<byte> input, int length)
    {
        ReadOnlySpan<byte> taken = input[..length];
        input = input[length..];
        return taken;
    }
}
