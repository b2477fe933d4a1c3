namespace WsiDicomizer.Conversion;

/// <summary>What becomes of a slide with tiles that cannot be read or decoded.</summary>
public enum DamagedTiles
{
    /// <summary>It is refused, with the tile, its place and the reason. Tiles that are copied are parsed, not decoded.</summary>
    Refuse,

    /// <summary>Such tiles become background and are listed in the report; every tile is decoded to find them.</summary>
    Background,
}
