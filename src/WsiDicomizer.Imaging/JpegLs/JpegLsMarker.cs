namespace WsiDicomizer.Imaging.JpegLs;

/// <summary>The second bytes of JPEG-LS's markers (ITU-T T.87, C.1.1).</summary>
internal static class JpegLsMarker
{
    public const byte Rst0 = 0xD0;
    public const byte Rst7 = 0xD7;
    public const byte Soi = 0xD8;
    public const byte Eoi = 0xD9;
    public const byte Sos = 0xDA;
    public const byte Dri = 0xDD;
    public const byte App0 = 0xE0;
    public const byte App8 = 0xE8;
    public const byte App15 = 0xEF;
    public const byte Sof55 = 0xF7;
    public const byte Lse = 0xF8;
    public const byte Com = 0xFE;

    /// <summary>Whether a segment is text or data of an application, which decoding does not need.</summary>
    public static bool IsComment(byte marker) => marker is Com or (>= App0 and <= App15);
}
