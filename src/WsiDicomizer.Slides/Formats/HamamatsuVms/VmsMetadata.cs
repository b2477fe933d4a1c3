using WsiDicomizer.Imaging.Geometry;

namespace WsiDicomizer.Slides.Formats.HamamatsuVms;

/// <summary>What the keys of the index mean.</summary>
internal static class VmsMetadata
{
    private const double NanometresPerMicrometre = 1000;
    private const double NanometresPerMillimetre = 1_000_000;

    // Below, no microscope resolves; above, it is no level of a slide.
    private const double MinMicrometres = 0.01;
    private const double MaxMicrometres = 1000;

    // ObjectiveLensPower goes out under every profile: a larger number is no magnification but a number of something.
    private const double MaxObjectivePower = 200;

    // A slide is 75 mm long.
    private const double MaxCentreOffsetMm = 50;

    /// <summary>Reads the metadata.</summary>
    /// <param name="index">The index.</param>
    /// <param name="baseSize">The size of the largest level.</param>
    public static SlideMetadata Read(VmsIndex index, PixelSize baseSize) => new()
    {
        Manufacturer = "Hamamatsu",
        ManufacturerModelName = index.Find("HardwareModel") is { } model && VmsKeys.IsModel(model) ? model : null,
        DeviceSerialNumber = index.Find("HardwareSerial"),
        ObjectivePower = index.FindNumber("SourceLens") is > 0 and <= MaxObjectivePower and var power ? power : null,
        Spacing = ReadSpacing(index, baseSize),
        Title = index.Find("Reference"),
        LabelSide = LabelSide.Left,
        CentreOffset = ReadCentreOffset(index),
        VendorProperties =
        [
            .. index.Ini.Entries.Where(entry => entry.Key.Length > 0 && entry.Value.Length > 0)
                .Select(entry => KeyValuePair.Create(entry.Key, entry.Value)),
        ],
    };

    /// <summary>Micrometres per pixel: the physical size is the same for every level.</summary>
    /// <param name="index">The index.</param>
    /// <param name="size">The size of the level.</param>
    /// <returns>Null where the index does not say it, or what it says is none.</returns>
    public static PixelSpacing? ReadSpacing(VmsIndex index, PixelSize size)
    {
        var x = index.FindNumber("PhysicalWidth") / NanometresPerMicrometre / size.Width;
        var y = index.FindNumber("PhysicalHeight") / NanometresPerMicrometre / size.Height;
        return x is >= MinMicrometres and <= MaxMicrometres and { } across
            && y is >= MinMicrometres and <= MaxMicrometres and { } down
                ? new PixelSpacing(across, down)
                : null;
    }

    /// <summary>Micrometres from one layer to the next; null where the index does not say it.</summary>
    /// <param name="index">The index.</param>
    public static double? ReadLayerSpacing(VmsIndex index) =>
        index.FindNumber("LayerSpacing") / NanometresPerMicrometre is { } spacing and not 0 ? spacing : null;

    private static SlidePosition? ReadCentreOffset(VmsIndex index) =>
        index.FindNumber("XOffsetFromSlideCentre") / NanometresPerMillimetre is { } x
        && index.FindNumber("YOffsetFromSlideCentre") / NanometresPerMillimetre is { } y
        && Math.Abs(x) <= MaxCentreOffsetMm && Math.Abs(y) <= MaxCentreOffsetMm
            ? new SlidePosition(x, y)
            : null;
}
