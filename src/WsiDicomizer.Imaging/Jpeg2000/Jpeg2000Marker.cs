namespace WsiDicomizer.Imaging.Jpeg2000;

/// <summary>Marker codes (ISO/IEC 15444-1, table A.2; CAP: 15444-15).</summary>
internal static class Jpeg2000Marker
{
    public const ushort Soc = 0xFF4F;
    public const ushort Cap = 0xFF50;
    public const ushort Siz = 0xFF51;
    public const ushort Cod = 0xFF52;
    public const ushort Coc = 0xFF53;
    public const ushort Tlm = 0xFF55;
    public const ushort Plm = 0xFF57;
    public const ushort Qcc = 0xFF5D;
    public const ushort Rgn = 0xFF5E;
    public const ushort Crg = 0xFF63;
    public const ushort Com = 0xFF64;
    public const ushort Sot = 0xFF90;
    public const ushort Sod = 0xFF93;
    public const ushort Eoc = 0xFFD9;

    /// <summary>
    /// Whether it is one of 15444-1 or -15 that a main header may hold: CAP, COD, COC, TLM, PRF, PLM, CPF, QCD, QCC,
    /// RGN, POC, PPM, CRG, COM.
    /// </summary>
    public static bool BelongsToMainHeader(ushort marker) => marker is Soc or Siz or Cap or Cod or Coc or Tlm
        or 0xFF56 or Plm or 0xFF59 or (>= 0xFF5C and <= 0xFF60) or Crg or Com;

    /// <summary>Whether it is one that a tile-part header may hold: COD, COC, PLT, QCD, QCC, RGN, POC, PPT, COM.</summary>
    public static bool BelongsToTilePartHeader(ushort marker) => marker is Cod or Coc or 0xFF58
        or (>= 0xFF5C and <= 0xFF5F) or 0xFF61 or Com;

    /// <summary>Whether a length follows: all but FF30 to FF3F, SOC, SOD, EOC and EPH.</summary>
    public static bool HasLength(ushort marker) =>
        marker is >= 0xFF01 and not (Soc or Sod or Eoc or 0xFF92 or (>= 0xFF30 and <= 0xFF3F));
}
