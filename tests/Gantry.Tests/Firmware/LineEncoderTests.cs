using System.Text;
using Gantry.Firmware;

namespace Gantry.Tests.Firmware;

public sealed class LineEncoderTests
{
    [Theory]
    [InlineData(999999999, " M105", "N999999999 M105*46\n")]
    [InlineData(0, "M110", "N0M110*3\n")]
    [InlineData(123456, "G1 X1.5 Y-2 E.04", "N123456G1 X1.5 Y-2 E.04*68\n")]
    public void A_line_has_number_command_and_checksum(long number, string command, string expected)
    {
        byte[] line = new byte[command.Length + LineEncoder.Overhead];

        int length = LineEncoder.Encode(number, Encoding.Latin1.GetBytes(command), line);

        Encoding.Latin1.GetString(line, 0, length).ShouldBe(expected);
    }
}
