namespace WsiDicomizer.Conversion;

/// <summary>What becomes of a slide with tiles that cannot be read or decoded.</summary>
public enum DamagedTiles
{
    /// <summary>
    /// It is refused, with the tile, its place and the reason. Of tiles that are copied the structure is checked, and what is
    /// coded only with <see cref="ConversionOptions.ChecksTiles"/>.
    /// </summary>
    Refuse,

    /// <summary>Such tiles become background and are listed in the report; every tile is checked to find them.</summary>
    Background,
}
