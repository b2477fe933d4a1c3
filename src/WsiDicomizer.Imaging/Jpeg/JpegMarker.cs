namespace WsiDicomizer.Imaging.Jpeg;

/// <summary>The second bytes of the markers that matter here (ITU-T T.81, table B.1).</summary>
internal static class JpegMarker
{
    public const byte Tem = 0x01;
    public const byte Sof0 = 0xC0;
    public const byte Sof1 = 0xC1;
    public const byte Sof2 = 0xC2;
    public const byte Sof3 = 0xC3;
    public const byte Dht = 0xC4;
    public const byte Jpg = 0xC8;
    public const byte Dac = 0xCC;
    public const byte Sof15 = 0xCF;
    public const byte Rst0 = 0xD0;
    public const byte Rst7 = 0xD7;
    public const byte Soi = 0xD8;
    public const byte Eoi = 0xD9;
    public const byte Sos = 0xDA;
    public const byte Dqt = 0xDB;
    public const byte Dri = 0xDD;
    public const byte App0 = 0xE0;
    public const byte App14 = 0xEE;
    public const byte App15 = 0xEF;
    public const byte Com = 0xFE;

    /// <summary>Whether it starts a frame: C0 to CF but DHT, JPG and DAC.</summary>
    public static bool IsStartOfFrame(byte marker) =>
        marker is >= Sof0 and <= Sof15 and not Dht and not Jpg and not Dac;

    /// <summary>Whether it says nothing that decoding the samples needs: APPn and COM.</summary>
    public static bool IsApplicationOrComment(byte marker) => marker is (>= App0 and <= App15) or Com;

    /// <summary>Whether no length follows.</summary>
    public static bool IsStandalone(byte marker) => marker is Tem or (>= Rst0 and <= Eoi);
}
