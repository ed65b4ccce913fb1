package dev.attache.worker.extract;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Path;
import java.util.List;

/** Names in other scripts than ours, as far as they are written as the gazetteer has them. */
class ScriptsTest {
    @TempDir static Path directory;

    private static BuiltInExtractor extractor;

    @BeforeAll
    static void open() {
        extractor = new BuiltInExtractor(GazetteerFile.in(directory));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Μένω στην Αθήνα και πάω στο Λονδίνο.|Αθήνα=GR Λονδίνο=GB",
                "Он живёт в Москве. Мы поехали в Киев.|Москве=RU Киев=UA",
                "تل אביב, חיפה.|חיפה=IL",
                "أسكن في القاهرة.|القاهرة=EG",
                "我住在北京。他从上海飞往东京。|北京=CN 上海=CN 东京=JP",
                "新加坡总理昨天抵达印度。|新加坡=SG 印度=IN",
                "他在Paris吃饭，住在石家庄。|Paris=FR 石家庄=CN",
                "東京と大阪に行きました。|東京=JP 大阪=JP",
                "千葉市と奈良市は人気がある。|千葉市=JP 奈良市=JP",
                "ロンドンからニューヨークへ。|ロンドン=GB ニューヨーク=US",
                "ドイツとカナダは。|ドイツ=DE カナダ=CA",
                "서울에 살아요. 부산에서 만나요.|서울=KR 부산=KR",
                "중국과 프랑스는 멀다.|중국=CN 프랑스=FR",
            })
    void areFoundAndNothingBesideThem(String text, String places) {
        assertThat(places(text)).containsExactly(places.split(" "));
    }

    /** People, peoples, languages, dishes, words; and words that hold a name by chance. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "他是中国人，会说日语。",
                "今日本店休息。",
                "其中国内的部分更多。",
                "船在印度洋上。",
                "日本海は広い。",
                "他在北京大学读书。",
                "我们需要和平与光明。",
                "我要一个汉堡和雪梨。",
                "胜利属于人民。",
                "千葉さんは大分疲れた。",
                "日本語を話す。",
                "山口先生と石川さん。",
                "フランスパンを食べた。",
                "テリーはカイロを買った。",
                "교통 수단이 오만하다.",
                "사랑이란 무엇인가.",
                "我们今天去公园玩，天气很好。",
                "明日は学校に行きません。",
                "오늘은 날씨가 좋아요.",
            })
    void whatOnlyLooksLikeAPlaceIsNone(String text) {
        assertThat(places(text)).isEmpty();
    }

    private static List<String> places(String text) {
        return extractor.read(text).stream()
                .map(place -> place.name() + "=" + place.meaning().country())
                .toList();
    }
}
