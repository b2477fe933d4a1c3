using System.Text;
using static WsiDicomizer.Slides.Tests.Support.PhilipsBuilder;

namespace WsiDicomizer.Slides.Tests.Support;

/// <summary>An iSyntax of 100 × 60 pixels in two levels, padded by 9 on each side.</summary>
internal static class IsyntaxBuilder
{
    public static byte[] File(string? xml = null, string end = "\r\n\u0004") =>
        [.. Encoding.UTF8.GetBytes(xml ?? Header()), .. Encoding.UTF8.GetBytes(end), 9, 8, 7];

    public static string Header(string[]? more = null, string[]? images = null, string? scan = null) =>
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + PhilipsBuilder.Object(
            "DPUfsImport", [Array("PIM_DP_SCANNED_IMAGES", [scan ?? Scan(), .. images ?? []]), .. more ?? []]);

    public static string Scan(params string[] more) => PhilipsBuilder.Object(
        "DPScannedImage",
        [
            Attribute("PIM_DP_IMAGE_TYPE", "WSI"),
            Array("UFS_IMAGE_GENERAL_HEADERS", General()),
            Array("UFS_IMAGE_BLOCK_HEADER_TEMPLATES", PhilipsBuilder.Object("UFSImageBlockHeaderTemplate", Attribute("UFS_IMAGE_BLOCK_COMPRESSION_METHOD", "16"))),
            .. more,
        ]);

    public static string General() => PhilipsBuilder.Object(
        "UFSImageGeneralHeader",
        Array("UFS_IMAGE_DIMENSIONS", Dimension("x", "0.25"), Dimension("y", "0.25"), Dimension("component"), Dimension("scale"), Dimension("waveletCoeff")),
        Array("UFS_IMAGE_DIMENSION_RANGES", Range(-9, 108), Range(-9, 68), Range(0, 2), Range(0, 1), Range(0, 3)));

    private static string Dimension(string name, string? factor = null) => PhilipsBuilder.Object(
        "UFSImageDimension",
        [
            Attribute("UFS_IMAGE_DIMENSION_NAME", name),
            .. factor is null ? [] : new[] { Attribute("UFS_IMAGE_DIMENSION_UNIT", "MicroMeter"), Attribute("UFS_IMAGE_DIMENSION_SCALE_FACTOR", factor, "IDouble") },
        ]);

    private static string Range(int start, int end) => PhilipsBuilder.Object(
        "UFSImageDimensionRange", Attribute("UFS_IMAGE_DIMENSION_RANGE", FormattableString.Invariant($"{start} 1 {end}"), "IUInt32Array"));
}
