namespace WsiDicomizer.Imaging.Jpeg;

/// <summary>How the meaning of a stream's components is found out.</summary>
internal static class JpegColorRules
{
    /// <summary>The ids by which decoders know RGB.</summary>
    public static ReadOnlySpan<byte> RgbIds => "RGB"u8;

    /// <summary>The ids that JFIF prescribes.</summary>
    public static ReadOnlySpan<byte> YCbCrIds => [1, 2, 3];

    public static JpegSubsampling ReadSubsampling(JpegComponent[] components)
    {
        if (components.Length == 1)
        {
            return JpegSubsampling.None;
        }

        var first = components[0];
        if (components.Length != 3
            || components[1].HorizontalSampling != components[2].HorizontalSampling
            || components[1].VerticalSampling != components[2].VerticalSampling)
        {
            return JpegSubsampling.Other;
        }

        // Only the ratio counts: some encoders write 2×2 for all components.
        var (columns, columnsLeft) = Math.DivRem(first.HorizontalSampling, components[1].HorizontalSampling);
        var (rows, rowsLeft) = Math.DivRem(first.VerticalSampling, components[1].VerticalSampling);
        return (columns, rows, columnsLeft + rowsLeft) switch
        {
            (1, 1, 0) => JpegSubsampling.None,
            (2, 1, 0) => JpegSubsampling.Horizontal,
            (2, 2, 0) => JpegSubsampling.HorizontalAndVertical,
            _ => JpegSubsampling.Other,
        };
    }

    public static JpegColor? Imply(JpegHeader header) => header.Components.Count switch
    {
        1 => JpegColor.Grey,
        3 => StatedColor(header) ?? JpegColor.YCbCr,
        _ => null,
    };

    public static JpegColor? Resolve(JpegHeader header, JpegColor declared)
    {
        if (header.Components.Count != 3)
        {
            return header.ImpliedColor;
        }

        if (StatedColor(header) is { } stated)
        {
            return stated;
        }

        return declared == JpegColor.Rgb && header.Subsampling == JpegSubsampling.None ? JpegColor.Rgb : JpegColor.YCbCr;
    }

    /// <summary>What the stream says in so many words; null where it is silent.</summary>
    private static JpegColor? StatedColor(JpegHeader header)
    {
        if (header.HasJfif)
        {
            return JpegColor.YCbCr;
        }

        if (header.AdobeTransform is { } transform)
        {
            return transform == 0 ? JpegColor.Rgb : JpegColor.YCbCr;
        }

        return HasIds(header.Components, RgbIds) ? JpegColor.Rgb : null;
    }

    public static bool HasIds(IReadOnlyList<JpegComponent> components, ReadOnlySpan<byte> ids)
    {
        for (var i = 0; i < components.Count; i++)
        {
            if (components[i].Id != ids[i])
            {
                return false;
            }
        }

        return true;
    }
}
