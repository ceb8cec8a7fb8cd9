namespace Gantry.Rfc2217.Telnet;

/// <summary>A set of Telnet options, one bit for each of the 256.</summary>
internal struct OptionSet
{
    private ulong _from0;
    private ulong _from64;
    private ulong _from128;
    private ulong _from192;

    /// <summary>Adds the option; false when it was in already.</summary>
    public bool Add(byte option)
    {
        ref ulong part = ref Part(ref this, option);
        ulong bit = 1UL << (option & 63);
        bool added = (part & bit) == 0;
        part |= bit;
        return added;
    }

    private static ref ulong Part(ref OptionSet set, byte option)
    {
        switch (option >> 6)
        {
            case 0:
                return ref set._from0;
            case 1:
                return ref set._from64;
            case 2:
                return ref set._from128;
            default:
                return ref set._from192;
        }
    }
}
