using System.Buffers.Binary;

namespace WsiDicomizer.Deidentification.Icc;

/// <summary>Elements that hold curves, matrix and grid at offsets: what none of these parts covers is cleared.</summary>
/// <remarks>Source: ICC.1:2022 10.12 lutAToBType and 10.13 lutBToAType.</remarks>
internal static class IccMultiStage
{
    private const int HeaderLength = 32;
    private const int GridHeaderLength = 20;
    private const int GridPrecisionOffset = 16;
    private const int MatrixLength = 12 * 4;
    private const int MaximumChannels = 16;

    /// <summary>Clears the bytes between the parts.</summary>
    /// <param name="element">The element; changed in place.</param>
    /// <returns>False where a part is damaged.</returns>
    public static bool TryClearGaps(Span<byte> element)
    {
        if (element.Length < HeaderLength || element[8] is 0 or > MaximumChannels || element[9] is 0 or > MaximumChannels)
        {
            return false;
        }

        var isToConnection = element.StartsWith("mAB "u8);
        var (inputs, outputs) = ((int)element[8], (int)element[9]);
        var used = new bool[element.Length];
        used.AsSpan(0, HeaderLength).Fill(true);
        used.AsSpan(10, 2).Clear();

        // The B curves are on the side of the connection space, the A curves on the side of the device.
        var (bCurves, aCurves) = isToConnection ? (outputs, inputs) : (inputs, outputs);
        var matrixCurves = isToConnection ? outputs : inputs;
        if (!Curves(element, At(element, 12), bCurves, used)
            || !Mark(used, At(element, 16), MatrixLength)
            || !Curves(element, At(element, 20), matrixCurves, used)
            || !Grid(element, At(element, 24), inputs, outputs, used)
            || !Curves(element, At(element, 28), aCurves, used))
        {
            return false;
        }

        for (var index = 0; index < used.Length; index++)
        {
            element[index] = used[index] ? element[index] : (byte)0;
        }

        return true;
    }

    private static uint At(ReadOnlySpan<byte> element, int offset) => BinaryPrimitives.ReadUInt32BigEndian(element[offset..]);

    private static bool Mark(bool[] used, uint offset, long length)
    {
        if (offset == 0)
        {
            return true;
        }

        if (offset < HeaderLength || offset + length > used.Length)
        {
            return false;
        }

        used.AsSpan((int)offset, (int)length).Fill(true);
        return true;
    }

    private static bool Curves(ReadOnlySpan<byte> element, uint offset, int count, bool[] used)
    {
        for (var index = 0; offset != 0 && index < count; index++)
        {
            if (offset > element.Length
                || IccElement.CurveLength(element[(int)offset..]) is not { } length
                || !Mark(used, offset, length))
            {
                return false;
            }

            used.AsSpan((int)offset + 4, 4).Clear();
            offset += (uint)((length + 3) & ~3);
        }

        return true;
    }

    private static bool Grid(ReadOnlySpan<byte> element, uint offset, int inputs, int outputs, bool[] used)
    {
        if (offset == 0)
        {
            return true;
        }

        if (offset + (long)GridHeaderLength > element.Length || element[(int)offset + GridPrecisionOffset] is not (1 or 2))
        {
            return false;
        }

        long points = outputs;
        for (var channel = 0; channel < inputs && points <= element.Length; channel++)
        {
            points *= element[(int)offset + channel];
        }

        if (!Mark(used, offset, GridHeaderLength + (points * element[(int)offset + GridPrecisionOffset])))
        {
            return false;
        }

        // Only as many grid sizes count as there are inputs; three bytes behind the precision are reserved.
        used.AsSpan((int)offset + inputs, GridPrecisionOffset - inputs).Clear();
        used.AsSpan((int)offset + GridPrecisionOffset + 1, 3).Clear();
        return true;
    }
}
