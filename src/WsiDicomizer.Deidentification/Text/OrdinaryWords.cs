namespace WsiDicomizer.Deidentification.Text;

/// <summary>Words of pathology that are names of persons too; in the meaning of a code they are the former.</summary>
internal static class OrdinaryWords
{
    private static readonly HashSet<string> Words = new(StringComparer.Ordinal)
    {
        // Colours, shapes, parts.
        "BLACK", "BLUE", "BROWN", "GOLD", "GRAY", "GREEN", "GREY", "RED", "ROSE", "SILVER", "VIOLET", "WHITE", "YELLOW", "BRIGHT",
        "FIELD", "LIGHT", "LONG", "SHORT", "SMALL", "LARGE", "YOUNG", "STONE", "WOOD", "GLASS", "BLOCK", "CELL", "SKIN", "HAND", "FOOT",
        "HEAD", "NECK", "BACK", "BONE", "HEART", "LUNG", "COLON", "LOBE", "CORE", "SECTION", "SLIDE", "STAIN", "TISSUE", "SAMPLE",
        "ARM", "EAR", "EYE", "FAT", "GUM", "HIP", "LEG", "LIP", "NODE", "RIB", "TOE",
        "PART", "PAN", "CONE", "LENS", "WATER", "OIL", "AIR", "DRY", "ICE", "WAX",

        // Persons after whom stains, solutions and findings are called.
        "ALCIAN", "BARRETT", "BIELSCHOWSKY", "BODIAN", "BOUIN", "BOWMAN", "BURKITT", "CARNOY", "CONGO", "CROHN", "DAVIDSON", "DIETERLE",
        "DOWN", "FEULGEN", "FITE", "FONTANA", "GIEMSA", "GIESON", "GLEASON", "GOLGI", "GOMORI", "GRAM", "GRIMELIUS", "GROCOTT",
        "HALL", "HARRIS", "HODGKIN", "HOLLANDE", "HOLZER", "JONES", "KAPOSI", "KLUVER", "KINYOUN", "KOSSA", "LUGOL", "LUXOL",
        "MALLORY", "MARTIUS", "MASSON", "MAYER", "MILLER", "MOVAT", "NEELSEN", "NILE", "NISSL", "ORTH", "PAGET", "PAPANICOLAOU",
        "PEARSE", "PERLS", "PRUSSIAN", "RHODES", "ROMANOWSKY", "SCHIFF", "SCHMORL", "SIRIUS", "STARRY", "STEINER", "SUDAN",
        "VERHOEFF", "WARTHIN", "WEIGERT", "WILDER", "WILMS", "WRIGHT", "ZENKER", "ZIEHL",
    };

    /// <summary>Whether a word of a text is one of them.</summary>
    public static bool Contains(ReadOnlySpan<char> word) => Words.Contains(TextFolding.Fold(word));
}
