using System.Globalization;

namespace WsiDicomizer.Slides.Formats.Mirax;

/// <summary>Maps Slidedat.ini to the metadata that every format has.</summary>
/// <remarks>
/// What does not parse is taken as not said: it is still in <see cref="SlideMetadata.VendorProperties"/> and in the identity
/// records.
/// </remarks>
internal static class MiraxMetadata
{
    // Below, no microscope resolves; above, it is no scan of a slide.
    private const double MinMicrometres = 0.01;
    private const double MaxMicrometres = 30;

    // ObjectiveLensPower goes out under every profile: a larger number is no magnification but a number of something.
    private const double MaxObjectivePower = 200;

    private static readonly TimeSpan MostOffset = TimeSpan.FromHours(14);

    private static readonly string[] BarcodeKeys = ["BARCODE_VALUE", "BARCODE_TEXT", "BARCODE", "SLIDE_BARCODE"];
    private static readonly string[] TitleKeys = ["SLIDE_DESCRIPTION", "SLIDE_COMMENT"];
    private static readonly string[] OperatorKeys = ["OPERATOR", "OPERATOR_NAME", "SLIDE_CREATOR"];

    /// <summary>Reads the metadata.</summary>
    /// <param name="structure">What Slidedat.ini says.</param>
    public static SlideMetadata Read(MiraxStructure structure)
    {
        var ini = structure.Ini;
        var local = ParseDate(ini.Find(MiraxNames.General, "SLIDE_CREATIONDATETIME")?.Value);
        var utc = ParseDate(ini.Find(MiraxNames.General, "SLIDE_UTC_CREATIONDATETIME")?.Value);
        var power = ini.Find(MiraxNames.General, "OBJECTIVE_MAGNIFICATION")?.Value.TrimEnd('x', 'X');
        var spacing = structure.Levels[0].Spacing;
        return new SlideMetadata
        {
            Manufacturer = "3DHISTECH",
            ManufacturerModelName = FindAny(ini, ["SCANNER_HARDWARE_VERSION"]) is { } model && MiraxKeys.IsScanner(model) ? model : null,
            DeviceSerialNumber = FindAny(ini, ["SCANNER_HARDWARE_ID"]),
            SoftwareVersions = FindAny(ini, ["SCANNER_SOFTWARE_VERSION"]) is { } version && MiraxKeys.IsVersion(version) ? [version] : [],
            AcquisitionDate = local is { } date ? DateOnly.FromDateTime(date) : null,
            AcquisitionTime = local is { } time ? TimeOnly.FromDateTime(time) : null,
            UtcOffset = local is { } here && utc is { } there ? OffsetOf(here - there) : null,
            ObjectivePower = power is not null && MiraxIni.ParseNumber(power) is >= 1 and <= MaxObjectivePower and var number ? number : null,
            Spacing = IsPlausible(spacing.XMicrometres) && IsPlausible(spacing.YMicrometres) ? spacing : null,
            LabelSide = LabelSide.Above,
            Barcode = FindAny(ini, BarcodeKeys),
            Operator = FindAny(ini, OperatorKeys),
            Title = FindAny(ini, TitleKeys),
            VendorProperties =
            [
                .. ini.Entries.Where(entry => entry.Key.Length > 0)
                    .Select(entry => KeyValuePair.Create($"{entry.Section}.{entry.Key}", entry.Value)),
            ],
        };
    }

    /// <summary>Parses <c>29/12/2009 12:43:52</c>, day first; null where it is something else.</summary>
    /// <param name="text">The text.</param>
    public static DateTime? ParseDate(string? text) =>
        DateTime.TryParseExact(
            text, "dd/MM/yyyy HH:mm:ss", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? date
            : null;

    // Zones are quarters of an hour from UTC; both times are written within a moment.
    private static TimeSpan? OffsetOf(TimeSpan difference)
    {
        var quarters = Math.Round(difference.TotalMinutes / 15);
        var offset = TimeSpan.FromMinutes(15 * quarters);
        return offset.Duration() <= MostOffset && (offset - difference).Duration() <= TimeSpan.FromMinutes(1) ? offset : null;
    }

    private static bool IsPlausible(double micrometres) => micrometres is >= MinMicrometres and <= MaxMicrometres;

    // Which section of a layer has them differs from scanner to scanner.
    private static string? FindAny(MiraxIni ini, string[] keys) =>
        ini.Entries.FirstOrDefault(entry => entry.Value.Length > 0 && keys.Contains(entry.Key, StringComparer.Ordinal))?.Value;
}
