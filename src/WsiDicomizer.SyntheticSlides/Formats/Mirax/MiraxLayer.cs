namespace WsiDicomizer.SyntheticSlides.Formats.Mirax;

/// <summary>A layer of pictures, texts or tables beside the levels.</summary>
/// <param name="Name">Its name in Slidedat.ini.</param>
/// <param name="Values">Its values.</param>
internal sealed record MiraxLayer(string Name, IReadOnlyList<MiraxLayerValue> Values)
{
    /// <summary>The value that holds the label.</summary>
    public const string Barcode = "ScanDataLayer_SlideBarcode";
}

/// <summary>A value of a layer.</summary>
/// <param name="Name">Its name in Slidedat.ini.</param>
/// <param name="Pieces">Its data; readers take the first piece.</param>
/// <param name="Keys">What its section says.</param>
internal sealed record MiraxLayerValue(string Name, IReadOnlyList<byte[]> Pieces, IReadOnlyList<(string Key, string Value)> Keys);
