namespace Gantry.Discovery.Services;

/// <summary>What the network is told of a share.</summary>
/// <param name="Port">Its TCP port.</param>
/// <param name="IsRaw">Whether it carries the port's bytes and no more.</param>
/// <param name="Device">The device on this machine, as <c>/dev/ttyUSB0</c>.</param>
/// <param name="Product">The device's name, or nothing.</param>
/// <param name="SerialNumber">The device's serial number, or nothing.</param>
public sealed record AnnouncedShare(int Port, bool IsRaw, string Device, string Product, string SerialNumber)
{
    /// <summary>For discovery. The serial number is in the name so that two of a kind keep theirs.</summary>
    public ServiceDescription Describe(string machine)
    {
        string what = Product.Length > 0 ? Product : Path.GetFileName(Device);
        string name = SerialNumber.Length > 0 ? $"{what} {SerialNumber} on {machine}" : $"{what} on {machine}";
        return new ServiceDescription(name, IsRaw ? SerialServices.Raw : SerialServices.Rfc2217, Port)
        {
            Text =
            [
                new("txtvers", "1"),
                new(SerialServices.Product, Cut(Product)),
                new(SerialServices.SerialNumber, Cut(SerialNumber)),
                new(SerialServices.Device, Cut(Device)),
            ],
        };
    }

    /// <summary>A pair has 255 bytes; what a USB device says of itself is at most 126 characters of up to three bytes.</summary>
    private static string Cut(string text) => text.Length > 80 ? text[..80] : text;
}
