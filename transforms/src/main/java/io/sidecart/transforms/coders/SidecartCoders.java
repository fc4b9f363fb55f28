package io.sidecart.transforms.coders;

import io.sidecart.model.BaselineItem;
import io.sidecart.model.CartEvent;
import io.sidecart.model.DeadLetter;
import io.sidecart.model.EnrichedEvent;
import io.sidecart.model.EventContext;
import io.sidecart.model.EventId;
import io.sidecart.model.ItemFeatures;
import io.sidecart.model.Message;
import io.sidecart.model.OffsetRange;
import io.sidecart.model.OffsetSet;
import io.sidecart.model.OwnItem;
import io.sidecart.model.OwnPurchases;
import io.sidecart.model.PrecisionTotals;
import io.sidecart.model.Purchase;
import io.sidecart.model.RankedItem;
import io.sidecart.model.WindowPrecision;
import io.sidecart.model.WrittenFile;
import io.sidecart.model.delayed.Serving;
import io.sidecart.model.factors.FactorVector;
import io.sidecart.model.rows.BadRow;
import io.sidecart.model.split.LiveEvent;
import io.sidecart.model.split.ReplayKey;
import io.sidecart.transforms.models.ModelReference;
import java.util.List;
import org.apache.beam.sdk.coders.CoderProvider;
import org.apache.beam.sdk.coders.CoderProviderRegistrar;
import org.apache.beam.sdk.coders.CoderProviders;
import org.apache.beam.sdk.values.TypeDescriptor;

/** Tells Beam the coder of each of Sidecart's values. */
public final class SidecartCoders implements CoderProviderRegistrar {

  @Override
  public List<CoderProvider> getCoderProviders() {
    return List.of(
        CoderProviders.forCoder(TypeDescriptor.of(BadRow.class), BadRowCoder.of()),
        CoderProviders.forCoder(TypeDescriptor.of(BaselineItem.class), BaselineItemCoder.of()),
        CoderProviders.forCoder(TypeDescriptor.of(CartEvent.class), CartEventCoder.of()),
        CoderProviders.forCoder(TypeDescriptor.of(DeadLetter.class), DeadLetterCoder.of()),
        CoderProviders.forCoder(TypeDescriptor.of(EnrichedEvent.class), EnrichedEventCoder.of()),
        CoderProviders.forCoder(TypeDescriptor.of(EventContext.class), EventContextCoder.of()),
        CoderProviders.forCoder(TypeDescriptor.of(EventId.class), EventIdCoder.of()),
        CoderProviders.forCoder(TypeDescriptor.of(FactorVector.class), FactorVectorCoder.of()),
        CoderProviders.forCoder(TypeDescriptor.of(ItemFeatures.class), ItemFeaturesCoder.of()),
        CoderProviders.forCoder(TypeDescriptor.of(LiveEvent.class), LiveEventCoder.of()),
        CoderProviders.forCoder(TypeDescriptor.of(Message.class), MessageCoder.of()),
        CoderProviders.forCoder(TypeDescriptor.of(ModelReference.class), ModelReferenceCoder.of()),
        CoderProviders.forCoder(TypeDescriptor.of(OffsetRange.class), OffsetRangeCoder.of()),
        CoderProviders.forCoder(TypeDescriptor.of(OffsetSet.class), OffsetSetCoder.of()),
        CoderProviders.forCoder(TypeDescriptor.of(OwnItem.class), OwnItemCoder.of()),
        CoderProviders.forCoder(TypeDescriptor.of(OwnPurchases.class), OwnPurchasesCoder.of()),
        CoderProviders.forCoder(
            TypeDescriptor.of(PrecisionTotals.class), PrecisionTotalsCoder.of()),
        CoderProviders.forCoder(TypeDescriptor.of(Purchase.class), PurchaseCoder.of()),
        CoderProviders.forCoder(TypeDescriptor.of(RankedItem.class), RankedItemCoder.of()),
        CoderProviders.forCoder(TypeDescriptor.of(ReplayKey.class), ReplayKeyCoder.of()),
        CoderProviders.forCoder(TypeDescriptor.of(Serving.class), ServingCoder.of()),
        CoderProviders.forCoder(
            TypeDescriptor.of(WindowPrecision.class), WindowPrecisionCoder.of()),
        CoderProviders.forCoder(TypeDescriptor.of(WrittenFile.class), WrittenFileCoder.of()));
  }
}
