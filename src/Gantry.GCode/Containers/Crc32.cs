namespace Gantry.GCode.Containers;

/// <summary>CRC-32 with the polynomial of IEEE 802.3, as zip, gzip and binary G-code use it; four bytes at a time.</summary>
internal struct Crc32
{
    private static readonly uint[][] Tables = BuildTables();
    private uint _state;

    /// <summary>The checksum of all bytes so far.</summary>
    public readonly uint Value => _state;

    public void Append(ReadOnlySpan<byte> data)
    {
        uint[] t0 = Tables[0];
        uint[] t1 = Tables[1];
        uint[] t2 = Tables[2];
        uint[] t3 = Tables[3];
        uint crc = ~_state;
        for (; data.Length >= 4; data = data[4..])
        {
            crc ^= System.Buffers.Binary.BinaryPrimitives.ReadUInt32LittleEndian(data);
            crc = t3[crc & 0xFF] ^ t2[(crc >> 8) & 0xFF] ^ t1[(crc >> 16) & 0xFF] ^ t0[crc >> 24];
        }
        foreach (byte b in data)
            crc = t0[(crc ^ b) & 0xFF] ^ (crc >> 8);
        _state = ~crc;
    }

    private static uint[][] BuildTables()
    {
        // 0xEDB88320 is the polynomial 0x04C11DB7 with its bits reversed.
        var tables = new uint[4][];
        for (int k = 0; k < 4; k++)
            tables[k] = new uint[256];
        for (uint i = 0; i < 256; i++)
        {
            uint crc = i;
            for (int bit = 0; bit < 8; bit++)
                crc = (crc & 1) != 0 ? (crc >> 1) ^ 0xEDB88320 : crc >> 1;
            tables[0][i] = crc;
        }
        for (uint i = 0; i < 256; i++)
        for (int k = 1; k < 4; k++)
            tables[k][i] = (tables[k - 1][i] >> 8) ^ tables[0][tables[k - 1][i] & 0xFF];
        return tables;
    }
}
