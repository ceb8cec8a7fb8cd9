using Gantry.Serial;

namespace Gantry.Printing.Ports;

/// <summary>Finds a printer's port again when it has another name than before. Called from any thread, one call at a time.</summary>
public interface IPortResolver
{
    /// <summary>Where the port is now.</summary>
    /// <param name="address">Where it is by the printer's setup.</param>
    PortAddress Resolve(PortAddress address);

    /// <summary>A printer has answered there: this is its device.</summary>
    void Answered(PortAddress address);
}
