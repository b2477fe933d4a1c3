using System.Text;

namespace WsiDicomizer.Slides.Tests.Support;

/// <summary>Pages as Philips writes them: three levels of 64×48, 32×24 and 16×12 in tiles of 16, label and macro.</summary>
internal static class PhilipsBuilder
{
    public const string Software = "Philips DP v1.0";

    public static List<TestPage> Slide(string? import = null) =>
    [
        Level(64, 48, 0, import ?? Import()).With(TestTag.Ascii(305, Software)),
        Level(32, 32, 1, "level=1 mag=20 quality=80"),
        Level(16, 16, 1, "level=2 mag=10 quality=80"),
        AperioBuilder.Strips(30, 12, 0, "Macro"),
        AperioBuilder.Strips(12, 13, 0, "Label"),
    ];

    public static TestPage Level(ulong width, ulong height, ulong subfileType, string description)
    {
        var page = AperioBuilder.Level(width, height, description);
        return page.With(TestTag.Long(254, subfileType)).With(TestTag.Short(262, 6));
    }

    public static string Attribute(string name, string value, string type = "IString") =>
        $"<Attribute Name=\"{name}\" Group=\"0x301D\" Element=\"0x1002\" PMSVR=\"{type}\">{value}</Attribute>";

    public static string Spacing(double millimetres) => Attribute(
        "DICOM_PIXEL_SPACING",
        FormattableString.Invariant($"&quot;{millimetres}&quot; &quot;{millimetres}&quot;"),
        "IDoubleArray");

    public static string Representations(params double[] spacings) => Array(
        "PIIM_PIXEL_DATA_REPRESENTATION_SEQUENCE",
        [.. spacings.Select(spacing => Object("PixelDataRepresentation", Spacing(spacing)))]);

    public static string Object(string type, params string[] items) =>
        $"<DataObject ObjectType=\"{type}\">{string.Concat(items)}</DataObject>";

    public static string Array(string name, params string[] objects) =>
        Attribute(name, $"<Array>{string.Concat(objects)}</Array>", "IDataObjectArray");

    public static string Scan(params string[] items) => Object(
        "DPScannedImage", [Attribute("PIM_DP_IMAGE_TYPE", "WSI"), .. items]);

    public static string Import(string[]? scan = null, string[]? images = null, string[]? more = null) =>
        "<?xml version=\"1.0\" encoding=\"UTF-8\" ?>\n" + Object(
            "DPUfsImport",
            [
                Array(
                    "PIM_DP_SCANNED_IMAGES",
                    [Scan(scan ?? [Spacing(0.00025), Representations(0.00025, 0.0005, 0.001)]), .. images ?? []]),
                .. more ?? [],
            ]);

    public static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
}
