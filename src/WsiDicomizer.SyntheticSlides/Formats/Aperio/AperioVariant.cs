namespace WsiDicomizer.SyntheticSlides.Formats.Aperio;

/// <summary>The kinds of Aperio file that differ in how they must be read.</summary>
public enum AperioVariant
{
    /// <summary>Classic TIFF, JPEG tiles of R, G, B without a marker that says so, tables in tag 347.</summary>
    ClassicRgb,

    /// <summary>Classic TIFF, JPEG tiles of Y, Cb, Cr 4:2:0, tables in tag 347.</summary>
    ClassicYCbCr,

    /// <summary>As a GT450 writes: BigTIFF, Y, Cb, Cr 4:2:2, long dates, label and macro without description.</summary>
    Gt450,

    /// <summary>As <see cref="Gt450"/>, but every tile has its own tables and there is no tag 347.</summary>
    Gt450WithoutTables,

    /// <summary>Compression 33003: JPEG 2000 of Y, Cb, Cr without a component transform.</summary>
    Jp2k33003,

    /// <summary>Compression 33005: JPEG 2000 of R, G, B with the component transform.</summary>
    Jp2k33005,

    /// <summary>As <see cref="ClassicRgb"/>, with one tile of level 1 that has no bytes.</summary>
    ZeroTile,
}
