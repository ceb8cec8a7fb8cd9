using Gantry.Serial.Inventory;

namespace Gantry.Tests.Serial;

public sealed class SerialInventoryTests : IDisposable
{
    private readonly FakeSysfs _sys = new();

    public void Dispose() => _sys.Dispose();

    [Fact]
    public void A_usb_device_is_described_by_its_own_words_its_ids_and_its_socket()
    {
        _sys.AddUsb(
            "ttyACM0",
            "1-1.4",
            "2341",
            "0042",
            "Arduino Mega 2560",
            "Arduino (www.arduino.cc)",
            "75633313233351610211"
        );
        _sys.Link("by-id", "usb-Arduino_75633313233351610211-if00", "ttyACM0");
        _sys.Link("by-path", "pci-0000:00:14.0-usb-0:1.4:1.0", "ttyACM0");

        SerialDevice device = _sys.Inventory.List().ShouldHaveSingleItem();

        device.Name.ShouldBe("ttyACM0");
        device.Path.ShouldBe(Path.Combine(_sys.Dev, "ttyACM0"));
        device.Product.ShouldBe("Arduino Mega 2560");
        device.Manufacturer.ShouldBe("Arduino (www.arduino.cc)");
        device.SerialNumber.ShouldBe("75633313233351610211");
        (device.VendorId, device.ProductId).ShouldBe(("2341", "0042"));
        device.Position.ShouldBe("1-1.4");
        device.Interface.ShouldBe("00");
        device.Driver.ShouldBe("cdc_acm");
        device.ByIdPath!.ShouldEndWith("usb-Arduino_75633313233351610211-if00");
        device.ByPathPath!.ShouldEndWith("pci-0000:00:14.0-usb-0:1.4:1.0");
    }

    [Fact]
    public void Two_devices_alike_are_told_apart_by_their_sockets()
    {
        _sys.AddUsb("ttyUSB10", "1-5", "1a86", "7523", "USB Serial", "", "");
        _sys.AddUsb("ttyUSB2", "1-4", "1a86", "7523", "USB Serial", "", "");

        IReadOnlyList<SerialDevice> devices = _sys.Inventory.List();

        devices.Select(d => d.Name).ShouldBe(["ttyUSB2", "ttyUSB10"]);
        devices.Select(d => d.Position).ShouldBe(["1-4", "1-5"]);
        devices.ShouldAllBe(d => d.SerialNumber == "");
    }

    [Fact]
    public void Consoles_and_empty_sockets_are_no_serial_devices()
    {
        _sys.AddVirtual("tty0");
        _sys.AddPlatform("ttyS0", type: "4");
        _sys.AddPlatform("ttyS1", type: "0");

        _sys.Inventory.List().Select(d => d.Name).ShouldBe(["ttyS0"]);
    }

    [Fact]
    public void What_a_device_says_of_itself_is_cut_and_cleaned()
    {
        _sys.AddUsb("ttyUSB0", "1-2", "0403", "6001", "Bad\u001b[31m" + new string('x', 400), "", "");

        SerialDevice device = _sys.Inventory.List().ShouldHaveSingleItem();

        device.Product.ShouldStartWith("Bad[31m");
        device.Product.Length.ShouldBe(126);
    }

    [Fact]
    public void A_machine_without_sysfs_has_no_devices()
    {
        new SerialInventory("/nowhere/sys", "/nowhere/dev").List().ShouldBeEmpty();
    }

    [Fact]
    public void One_device_is_found_by_its_name()
    {
        _sys.AddUsb("ttyUSB0", "1-2", "0403", "6001", "FT232R", "FTDI", "A50285BI");

        _sys.Inventory.Find("ttyUSB0")!.SerialNumber.ShouldBe("A50285BI");
        _sys.Inventory.Find("ttyUSB1").ShouldBeNull();
        _sys.Inventory.Find("../tty/ttyUSB0").ShouldBeNull();
    }
}
