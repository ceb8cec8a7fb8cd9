namespace Gantry.GCode.Containers;

/// <summary>A file within a zip archive.</summary>
/// <param name="Name">Its path, with forward slashes and without a leading one.</param>
/// <param name="Deflated">Whether it is deflated, or stored as it is.</param>
/// <param name="PackedSize">Its bytes in the archive.</param>
/// <param name="Size">Its bytes when unpacked, as the archive says.</param>
/// <param name="Crc">Its checksum.</param>
/// <param name="HeaderOffset">Where its local header begins.</param>
internal sealed record ZipEntry(string Name, bool Deflated, long PackedSize, long Size, uint Crc, long HeaderOffset);
