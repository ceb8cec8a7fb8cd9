namespace Gantry.Rfc2217;

/// <summary>
/// What a client still expects of one kind of request. Answers carry no number, only their kind and value, and some
/// servers leave answers out; so an answer settles the latest request when it names the wanted value, and a different
/// one is taken for late as long as earlier requests of its kind may still be answered.
/// </summary>
/// <remarks>A mutable structure: use it in its array.</remarks>
internal struct OutstandingRequest
{
    private uint? _wanted;

    /// <summary>Whether the answer to the latest request is still to come.</summary>
    private bool _isDue;

    /// <summary>Requests that the latest overtook: their answers should still come.</summary>
    private byte _overtaken;

    /// <summary>Requests that were given up: their answers may still come, and most never will.</summary>
    private byte _givenUp;

    /// <summary>Whether the latest request waits for its answer.</summary>
    public bool IsOpen { get; private set; }

    /// <summary>Whether an answer of this kind is to be expected, in time or late.</summary>
    public readonly bool IsExpected => _isDue || _overtaken > 0 || _givenUp > 0;

    /// <summary>The place of the latest request among all requests of the session.</summary>
    public uint Order { get; private set; }

    /// <summary>A request goes out.</summary>
    public void Open(uint? wanted, uint order)
    {
        if (_isDue && _overtaken < byte.MaxValue)
            _overtaken++;
        _isDue = IsOpen = true;
        _wanted = wanted;
        Order = order;
    }

    /// <summary>Nobody waits for the answer any longer.</summary>
    public void GiveUp()
    {
        if (!_isDue)
            return;
        _isDue = IsOpen = false;
        _givenUp = (byte)Math.Min(_givenUp + _overtaken + 1, byte.MaxValue);
        _overtaken = 0;
    }

    /// <summary>There is nothing to wait for, though an answer that comes after all will be understood.</summary>
    public void EndWait() => IsOpen = false;

    /// <summary>An answer of this kind came in.</summary>
    public ComPortVerdict Settle(uint? value)
    {
        if (_isDue && (_wanted is null || _wanted == value))
        {
            _isDue = IsOpen = false;
            // Answers keep the order of the requests: what was given up before this one will not come any more.
            _givenUp = 0;
            if (_wanted is not null)
                return ComPortVerdict.Accepted;
            return value is null ? ComPortVerdict.Different : ComPortVerdict.Told;
        }
        if (Uncount(ref _overtaken) || Uncount(ref _givenUp) || !_isDue)
            return ComPortVerdict.Unasked;
        _isDue = IsOpen = false;
        return ComPortVerdict.Different;
    }

    private static bool Uncount(ref byte counter)
    {
        if (counter == 0)
            return false;
        counter--;
        return true;
    }
}
