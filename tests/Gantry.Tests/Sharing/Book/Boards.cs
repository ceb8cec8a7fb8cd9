using Gantry.Serial.Inventory;

namespace Gantry.Tests.Sharing.Book;

/// <summary>Devices as the inventory describes them.</summary>
internal static class Boards
{
    public static SerialDevice Usb(string name, string ports, string serial = "", string interfaceNumber = "00") =>
        new(name, "/dev/" + name)
        {
            SerialNumber = serial,
            Position = "1-" + ports,
            Socket = "0000:00:14.0/" + ports,
            Interface = interfaceNumber,
            Product = "board",
            VendorId = "1a86",
            ProductId = "7523",
        };

    public static SerialDevice OnBoard(string name) => new(name, "/dev/" + name) { Driver = "serial8250" };
}
