using Gantry.Rfc2217;
using Gantry.Serial.Linux;

namespace Gantry.Sharing.Ports;

/// <summary>Somebody who wants to know how a port's lines stand.</summary>
internal interface ILineLooker
{
    /// <summary>So they stand, on the loop's thread; null for what the driver does not have or tell.</summary>
    void Seen(ModemState? lines, TtyErrorCounts? errors);
}
