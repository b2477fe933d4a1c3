using WsiDicomizer.Slides;

namespace WsiDicomizer.InPlace.PhilipsXml;

/// <summary>Tells identity records of Philips' XML apart by the names of its attributes, in either spelling.</summary>
/// <remarks>Source: formats.md 6.3 and 7.1.</remarks>
internal static class PhilipsRecords
{
    /// <summary>The attribute of a picture, a JPEG in Base64.</summary>
    public const string ImageData = "PIM_DP_IMAGE_DATA";

    /// <summary>What that attribute is called once its picture is unlinked: as long, and known to no reader.</summary>
    public const string UnlinkedImageData = "PIM_DP_IMAGE_NONE";

    /// <summary>The colour profile in Base64; its records' names are those of ICC elements, its own is in their location.</summary>
    public const string IccProfile = "DICOM_ICCPROFILE";

    /// <summary>The barcode in Base64.</summary>
    public const string Barcode = "PIM_DP_UFS_BARCODE";

    /// <summary>How the file was made, and from which file.</summary>
    public const string DerivationDescription = "DICOM_DERIVATION_DESCRIPTION";

    /// <summary>What a tool left that wrote a shorter text over a longer one.</summary>
    public const string Residue = "text behind the end";

    /// <summary>The whole text of a page that has no XML.</summary>
    public const string PageText = "ImageDescription";

    /// <summary>What stands in comments, instructions and beside the outermost element.</summary>
    public const string Comment = "comment";

    private const string ShortPrefix = "PIM_";
    private const string LongPrefix = "PIIM_";

    // Readers find the pixels by them.
    private static readonly string[] Tables =
    [
        "UFS_IMAGE_BLOCK_HEADER_TABLE", "UFS_IMAGE_CLUSTER_HEADER_TABLE", "UFS_IMAGE_BLOCK_HEADER_TEMPLATES",
        "UFS_IMAGE_CLUSTER_HEADER_TEMPLATES", "UFS_IMAGE_BLOCK_HEADERS", "UFS_IMAGE_GENERAL_HEADERS", "UFS_IMAGE_DIMENSIONS",
        "UFS_IMAGE_DIMENSION_RANGES", "UFS_IMAGE_DIMENSION_RANGE", "PIM_DP_SCANNED_IMAGES",
        "PIM_PIXEL_DATA_REPRESENTATION_SEQUENCE", "DICOM_PIXEL_SPACING",
    ];

    /// <summary>Whether a record is of an attribute.</summary>
    /// <param name="record">The record.</param>
    /// <param name="name">The name, spelled with <c>PIM_</c>.</param>
    public static bool Is(IdentityRecord record, string name) =>
        record.Name == name
        || (record.Name.StartsWith(LongPrefix, StringComparison.Ordinal)
            && name.StartsWith(ShortPrefix, StringComparison.Ordinal)
            && record.Name.AsSpan(LongPrefix.Length).SequenceEqual(name.AsSpan(ShortPrefix.Length)));

    /// <summary>Whether a record is a picture in the XML, linked or not.</summary>
    /// <param name="record">The record.</param>
    public static bool IsPicture(IdentityRecord record) =>
        record.Range is not null && (Is(record, ImageData) || Is(record, UnlinkedImageData));

    /// <summary>Whether a record is something in the colour profile.</summary>
    /// <param name="record">The record.</param>
    public static bool IsInProfile(IdentityRecord record) =>
        record.Location.EndsWith(", " + IccProfile, StringComparison.Ordinal);

    /// <summary>Whether a record's value leads to pixels, so that nothing may take its place.</summary>
    /// <param name="record">The record.</param>
    public static bool LeadsToPixels(IdentityRecord record) => Tables.Any(name => Is(record, name));
}
