using System.Buffers.Binary;

namespace WsiDicomizer.Imaging.Jpeg2000;

/// <summary>Finds the codestream inside a JP2 file.</summary>
/// <remarks>Source: ISO/IEC 15444-1, annex I.</remarks>
public static class Jpeg2000Boxes
{
    private static ReadOnlySpan<byte> Signature => [0, 0, 0, 12, 0x6A, 0x50, 0x20, 0x20, 0x0D, 0x0A, 0x87, 0x0A];

    /// <summary>Whether bytes begin like a JP2 file.</summary>
    /// <param name="data">A file, or its beginning.</param>
    public static bool IsBoxFile(ReadOnlySpan<byte> data) => data.StartsWith(Signature);

    /// <summary>Finds the codestream.</summary>
    /// <param name="data">A JP2 file, or a raw codestream, which is its own answer.</param>
    /// <param name="limits">How many boxes may come before.</param>
    /// <param name="offset">Of the codestream.</param>
    /// <param name="length">Of the codestream.</param>
    /// <param name="fault">What is wrong, where it was not found.</param>
    /// <returns>Whether it was found.</returns>
    public static bool TryFindCodestream(
        ReadOnlySpan<byte> data, Jpeg2000Limits limits, out int offset, out int length, out CodecFault fault)
    {
        ArgumentNullException.ThrowIfNull(limits);
        (offset, length, fault) = (0, data.Length, default);
        if (!IsBoxFile(data))
        {
            return true;
        }

        for (var count = 0; count < limits.MaxBoxes; count++)
        {
            if (!TryReadBox(data, offset, out var type, out var content, out var end, out fault))
            {
                return false;
            }

            if (type == 0x6A703263)
            {
                (offset, length) = (content, end - content);
                return true;
            }

            offset = end;
        }

        fault = new CodecFault(CodecProblem.LimitExceeded, offset, "the codestream box (jp2c) earlier");
        return false;
    }

    private static bool TryReadBox(
        ReadOnlySpan<byte> data, int offset, out uint type, out int content, out int end, out CodecFault fault)
    {
        (type, content, end) = (0, 0, 0);
        fault = new CodecFault(CodecProblem.Truncated, data.Length, "a box");
        var rest = data[offset..];
        if (rest.Length < 8)
        {
            return false;
        }

        // I.4: length 0 means to the end of the file, 1 that 8 bytes of length follow.
        ulong length = BinaryPrimitives.ReadUInt32BigEndian(rest);
        type = BinaryPrimitives.ReadUInt32BigEndian(rest[4..]);
        content = offset + 8;
        if (length == 1)
        {
            if (rest.Length < 16)
            {
                return false;
            }

            length = BinaryPrimitives.ReadUInt64BigEndian(rest[8..]);
            content = offset + 16;
        }
        else if (length == 0)
        {
            length = (ulong)rest.Length;
        }

        if (length > (ulong)rest.Length || length < (ulong)(content - offset))
        {
            fault = new CodecFault(CodecProblem.Damaged, offset, "a box length within the data");
            return false;
        }

        end = offset + (int)length;
        fault = default;
        return true;
    }
}
