namespace WsiDicomizer.Imaging.Jpeg;

/// <summary>What stands after a scan's entropy-coded data.</summary>
public enum JpegScanEnd
{
    /// <summary>EOI (FFD9), as it should be.</summary>
    EndOfImage,

    /// <summary>Another marker: more tables, a second scan, or damage.</summary>
    OtherMarker,

    /// <summary>Nothing: the data ends without a marker and is probably cut off.</summary>
    DataEnded,
}
